package dev.flatline.grafana;

/** Flatline itself: agents, topics, the stream processor. */
final class PipelineDashboard {

    private PipelineDashboard() {}

    static Dashboard make() {
        return new Dashboard("pipeline", "the pipeline", "Is Flatline itself well, and what does watching cost?")
                .leadsTo("fleet", "All runs")
                .shows(up(), threads(), steps(), lagNow(), lostNow(), deadNow())
                .row("Agents, in the training's process")
                .shows(overhead(), thinned(), dropped(), waiting())
                .row("From agent to alert")
                .shows(lag(), behind(), processed(), leftOut())
                .row("The stream processor")
                .shows(commits(), memory(), collection(), cpu());
    }

    private static Panel up() {
        return Panel.number("Processors that answer")
                .says(
                        "Stream processors that Prometheus could scrape last. Fewer than there should be: FlatlineProcessorDown.")
                .limits(Steps.from(Colours.CRITICAL).then(1, Colours.GOOD))
                .asks("up", "sum(up{job=\"stream-processor\"})");
    }

    private static Panel threads() {
        return Panel.number("Stream threads alive")
                .says("Threads that work on partitions. 0: nothing is being processed.")
                .limits(Steps.from(Colours.CRITICAL).then(1, Colours.GOOD))
                .asks("threads", "sum(kafka_stream_alive_stream_threads)");
    }

    private static Panel steps() {
        return Panel.number("Steps processed")
                .says("Updates of all trainings in a second.")
                .unit("suffix: /s")
                .decimals(1)
                .asks("steps", "sum(rate(flatline_steps_processed_total[$__rate_interval]))");
    }

    private static Panel lagNow() {
        return Panel.number("Greatest lag")
                .says("Age of the newest processed step, of the run where it is oldest. Alerts come so much later.")
                .unit("s")
                .limits(Looks.lag())
                .set("noValue", "no run")
                .asks("lag", "max(flatline_run_lag_seconds)");
    }

    private static Panel lostNow() {
        return Panel.number("Telemetry dropped")
                .says(
                        "Messages that the agents of the present runs dropped: queue or disk full, or refused by the broker.")
                .limits(Steps.from(Colours.GOOD).then(1, Colours.WARNING))
                .asks("messages", "sum(flatline_agent_dropped_messages_total) or vector(0)");
    }

    private static Panel deadNow() {
        return Panel.number("Dead letters")
                .says(
                        "Messages that could not be read, since the processor started; on topic flatline.dead-letter, with the "
                                + "reason in their headers.")
                .limits(Steps.from(Colours.GOOD).then(1, Colours.WARNING))
                .asks("messages", "sum(flatline_dead_letters_total)");
    }

    private static Panel overhead() {
        return Panel.curves("Agent overhead")
                .says("What watching takes of the training thread's time. Dashed: the default budget, and where "
                        + "FlatlineAgentOverBudget fires.")
                .unit("percentunit")
                .decimals(2)
                .size(6, 8)
                .set("min", 0)
                .set("color", Json.object("mode", "palette-classic-by-name"))
                .limits(Looks.overhead())
                .asks("{{run}}", "max by (run) (flatline_agent_overhead_ratio)");
    }

    private static Panel thinned() {
        return Panel.curves("Steps without layer statistics")
                .says(
                        "Share of the updates whose layer statistics were left out to keep the budget. Score, outputs and skill "
                                + "are in every one.")
                .unit("percentunit")
                .size(6, 8)
                .set("min", 0)
                .set("max", 1)
                .set("color", Json.object("mode", "palette-classic-by-name"))
                .asks(
                        "{{run}}",
                        "max by (run) (flatline_agent_thinned_steps_total) / max by (run) "
                                + "(flatline_agent_captured_steps_total)");
    }

    private static Panel dropped() {
        return Panel.curves("Dropped messages and errors of agents")
                .says("Messages lost, and errors inside the agents, since each run began. Should be 0.")
                .unit("short")
                .size(6, 8)
                .custom("axisSoftMin", 0)
                .custom("axisSoftMax", 1)
                .asks("dropped", "sum(flatline_agent_dropped_messages_total)", Colours.VERMILION)
                .asks("errors", "sum(flatline_agent_errors_total)", Colours.PURPLE);
    }

    private static Panel waiting() {
        return Panel.curves("Waiting in the trainers")
                .says("Telemetry that waits for the broker: in memory, and on disk while the broker is away.")
                .unit("bytes")
                .size(6, 8)
                .custom("axisSoftMin", 0)
                .asks("in memory", "sum(flatline_agent_buffer_bytes)", Colours.BLUE)
                .asks("messages on disk", "sum(flatline_agent_spooled_messages)", Colours.ORANGE)
                .override(
                        "byName",
                        "messages on disk",
                        Json.object("custom.axisPlacement", "right", "unit", "suffix: messages"));
    }

    private static Panel lag() {
        return Panel.curves("Lag of each run")
                .says(
                        "Age of the newest step when it was processed: waiting at the agent, at the broker and here. Dashed: "
                                + "where FlatlineTelemetryLag fires.")
                .unit("s")
                .size(6, 8)
                .set("min", 0)
                .set("color", Json.object("mode", "palette-classic-by-name"))
                .limits(Looks.lag())
                .asks("{{run}}", "max by (run) (flatline_run_lag_seconds)");
    }

    private static Panel behind() {
        return Panel.curves("Messages behind")
                .says(
                        "How many messages of a partition the processor has not taken yet, at most, by Kafka's own count.")
                .unit("short")
                .size(6, 8)
                .custom("axisSoftMin", 0)
                .asks(
                        "messages",
                        "max(kafka_consumer_fetch_manager_records_lag_max >= 0) or max(up{job=\"stream-processor\"}) - 1",
                        Colours.BLUE);
    }

    private static Panel processed() {
        return Panel.curves("Steps processed over time")
                .says(
                        "Updates of all trainings in a second, by Flatline's count, and messages by that of Kafka Streams.")
                .unit("suffix: /s")
                .size(6, 8)
                .custom("axisSoftMin", 0)
                .asks("steps", "sum(rate(flatline_steps_processed_total[$__rate_interval]))", Colours.BLUE)
                .asks("messages", "sum(kafka_stream_thread_process_rate)", Colours.SKY);
    }

    private static Panel leftOut() {
        return Panel.curves("Left out")
                .says("Messages that could not be read, and those that had been seen before, as after an outage.")
                .unit("short")
                .size(6, 8)
                .custom("axisSoftMin", 0)
                .custom("axisSoftMax", 1)
                .asks("dead letters", "sum(flatline_dead_letters_total)", Colours.VERMILION)
                .asks("repeated", "sum(flatline_messages_repeated_total)", Colours.GREY);
    }

    private static Panel commits() {
        return Panel.curves("Transactions")
                .says("How long a commit takes. It is added to the time until an alert is told.")
                .unit("ms")
                .size(6, 8)
                .custom("axisSoftMin", 0)
                .asks("mean", "max(kafka_stream_thread_commit_latency_avg >= 0)", Colours.BLUE)
                .asks("longest", "max(kafka_stream_thread_commit_latency_max >= 0)", Colours.SKY);
    }

    private static Panel memory() {
        return Panel.curves("Memory")
                .says("Heap of the stream processor, and the most it may have.")
                .unit("bytes")
                .size(6, 8)
                .set("min", 0)
                .asks("used", "sum(jvm_memory_used_bytes{area=\"heap\"})", Colours.BLUE)
                .asks("at most", "sum(jvm_memory_max_bytes{area=\"heap\"} > 0)", Colours.GREY);
    }

    private static Panel collection() {
        return Panel.curves("Garbage collection")
                .says("Share of the time spent in pauses. Above some per cent the heap is too small.")
                .unit("percentunit")
                .size(6, 8)
                .set("min", 0)
                .limits(Steps.from(Colours.GOOD).then(0.1, Colours.WARNING))
                .asks("pauses", "sum(rate(jvm_gc_pause_seconds_sum[$__rate_interval]))", Colours.BLUE);
    }

    private static Panel cpu() {
        return Panel.curves("Processor time")
                .says("What the process, and all on its machine, take of the processors there are.")
                .unit("percentunit")
                .size(6, 8)
                .set("min", 0)
                .set("max", 1)
                .asks("stream processor", "max(process_cpu_usage)", Colours.BLUE)
                .asks("the machine", "max(system_cpu_usage)", Colours.GREY);
    }
}
