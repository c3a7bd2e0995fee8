package dev.flatline.benchmarks.processor;

import dev.flatline.cli.broker.EmbeddedBroker;
import dev.flatline.cli.broker.GivenBrokers;
import dev.flatline.cli.broker.TopicsCreation;
import dev.flatline.cli.ending.Endings;
import dev.flatline.cli.ending.TemporaryDirectory;
import dev.flatline.events.TelemetryCodec;
import dev.flatline.events.Topics;
import dev.flatline.events.v1.Telemetry;
import dev.flatline.stream.StreamProcessor;
import dev.flatline.stream.StreamProcessorConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Prints what the stream processor costs for each step of 20 layers, and how long an alert takes, divided by what a
 * pass-through of the same records takes in the same run; then how cost and state grow with runs and layers, and what a
 * scrape of 20,000 series takes. Run it as {@code ./benchmarks/processor}.
 */
public final class ProcessorCost {

    private static final int ROUNDS = 7;
    private static final int RUNS = 20;
    private static final int STEPS = 250;
    private static final int LATENCIES = 100;
    private static final Pattern PROCESSED = Pattern.compile("(?m)^flatline_steps_processed_total (\\S+)");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final GivenBrokers brokers;
    private final PassThrough floor;
    private final StreamProcessor processor;
    private final KafkaProducer<String, byte[]> producer;
    private long sent;

    private ProcessorCost(GivenBrokers brokers, PassThrough floor, StreamProcessor processor) {
        this.brokers = brokers;
        this.floor = floor;
        this.processor = processor;
        this.producer = new KafkaProducer<>(
                brokers.settings(Map.of("linger.ms", 0)), new StringSerializer(), new ByteArraySerializer());
    }

    public static void main(String[] arguments) throws Exception {
        GrowthTable.print();
        ScrapeCost.print();
        try (TemporaryDirectory directory = TemporaryDirectory.create(Endings.ofThisProcess());
                EmbeddedBroker broker = EmbeddedBroker.start(directory.path())) {
            GivenBrokers brokers = new GivenBrokers(broker.bootstrapServers());
            new TopicsCreation(brokers).create();
            try (Admin admin = Admin.create(brokers.settings(Map.of()))) {
                admin.createTopics(List.of(new NewTopic(PassThrough.TOPIC, 6, (short) 1)))
                        .all()
                        .get();
            }
            try (PassThrough floor = new PassThrough(
                            brokers.bootstrapServers(), directory.path().resolve("floor"));
                    StreamProcessor processor = StreamProcessor.start(StreamProcessorConfig.local(
                            brokers.bootstrapServers(), directory.path().resolve("state"), 0))) {
                ProcessorCost cost = new ProcessorCost(brokers, floor, processor);
                cost.printWork();
                cost.printLatency();
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void printWork() throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long ours = cpu("flatline-stream-processor");
            long theirs = cpu(PassThrough.NAME);
            send(round);
            await(floor::passed);
            await(this::processed);
            double own = cpu("flatline-stream-processor") - ours;
            double least = cpu(PassThrough.NAME) - theirs;
            if (round > 1) {
                ratios.add(own / least);
                micros.add(own / 1e3 / (RUNS * STEPS));
            }
        }
        print("CPU per step of 20 layers, in microseconds", micros);
        print("CPU per step, divided by the pass-through's", ratios);
    }

    private void send(int round) {
        LoadedStep step = new LoadedStep(20);
        for (long i = (long) round * STEPS; i < (long) (round + 1) * STEPS; i++) {
            for (int run = 0; run < RUNS; run++) {
                send(step.of("run-" + run, i));
            }
        }
        producer.flush();
    }

    private void send(Telemetry message) {
        Future<?> unused = producer.send(
                new ProducerRecord<>(Topics.TELEMETRY.name(), message.getRunId(), TelemetryCodec.encode(message)));
        sent++;
    }

    private void await(LongSupplier count) throws InterruptedException {
        while (count.getAsLong() < sent) {
            Thread.sleep(20);
        }
        // The last transaction.
        Thread.sleep(300);
    }

    private long processed() {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(processor.web().url() + "/metrics"))
                    .build();
            Matcher found = PROCESSED.matcher(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
            return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Processor time of all threads of one of the two, its Kafka clients included. */
    private static long cpu(String application) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().contains(application))
                .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId())))
                .sum();
    }

    private void printLatency() throws InterruptedException {
        List<Double> alerts = new ArrayList<>();
        List<Double> records = new ArrayList<>();
        try (Arrivals told = new Arrivals(brokers, Topics.ALERTS.name());
                Arrivals passed = new Arrivals(brokers, PassThrough.TOPIC)) {
            for (int i = 0; i < LATENCIES; i++) {
                alerts.add(latency(told, "broken-a-" + i + "."));
                records.add(latency(passed, "broken-b-" + i + "."));
            }
        }
        print("Iteration to alert, in milliseconds", alerts);
        print("Record to pass-through, in milliseconds", records);
        double ratio = Spread.median(alerts) / Spread.median(records);
        System.out.printf(Locale.ROOT, "Alert divided by pass-through, medians: %.2f%n", ratio);
    }

    private double latency(Arrivals arrivals, String run) throws InterruptedException {
        Thread.sleep(37);
        long begin = System.nanoTime();
        send(LoadedStep.broken(run));
        return arrivals.nanosUntil(run, begin) / 1e6;
    }

    private static void print(String what, List<Double> measured) {
        System.out.println(what + ": " + Spread.text(measured));
    }
}
