package dev.flatline.live.collect;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.events.v1.Layer;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.stream.RunSignals;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run, or what of it has changed, as JSON for the page:
 *
 * <pre>
 * key                    names the attempt
 * sheet                  all that is not a curve, always whole
 * figures, layers        {width, replace, index[], rows[], least[][], greatest[][], last[][]}, a list for each channel, the
 *                        changed buckets only; replace: forget the earlier ones
 * windows {fingerprint:  {iteration[], figures[][], layersAt[], layers[][]}}, always whole
 * </pre>
 *
 * <p>Numbers that are not known are null in curves; elsewhere NaN and the infinities are strings.
 */
final class Changes {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Changes() {}

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    static String key(CollectedRun run) {
        return run.run().id() + "@" + run.run().attempt();
    }

    static ObjectNode of(CollectedRun run, long since) {
        ObjectNode changes = JSON.createObjectNode().put("key", key(run));
        changes.set("sheet", sheet(run));
        changes.set("figures", strip(run.figures(), since));
        changes.set("layers", strip(run.layers(), since));
        ObjectNode windows = changes.putObject("windows");
        run.windows().forEach((fingerprint, window) -> {
            if (window.isChangedSince(since)) {
                windows.set(fingerprint, window(window));
            }
        });
        return changes;
    }

    private static ObjectNode sheet(CollectedRun run) {
        ObjectNode sheet = JSON.createObjectNode()
                .put("id", run.run().id())
                .put("attempt", run.run().attempt())
                .put("name", run.run().name())
                .put("status", run.status())
                .put("statusReason", run.statusReason())
                .put("iterations", run.iterations())
                .put("iteration", run.history().lastIteration())
                .put("epoch", run.history().epoch())
                .put("begun", run.begunMillis())
                .put("heard", run.timeMillis());
        sheet.set("tags", JSON.valueToTree(shownTags(run.run().tags())));
        sheet.set("alerts", JSON.valueToTree(run.alerts()));
        sheet.set("description", description(run.description()));
        RunSignals signals = run.signals();
        if (signals != null) {
            sheet.set("diagnosis", JSON.valueToTree(signals.diagnosis()));
            sheet.set("otherCauses", JSON.valueToTree(signals.otherCauses()));
            sheet.set("agent", JSON.valueToTree(signals.agent()));
        }
        return sheet;
    }

    /** Flatline's own tags are of no use to a reader. */
    private static Map<String, String> shownTags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .filter(tag -> !tag.getKey().startsWith("flatline."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ObjectNode description(RunStarted started) {
        ObjectNode description = JSON.createObjectNode()
                .put("host", started.getHost())
                .put("process", started.getProcessId())
                .put("command", started.getCommand())
                .put("framework", started.getFramework())
                .put("agent", started.getAgentVersion())
                .put("jvm", started.getJvm())
                .put("model", started.getModel().getKind())
                .put("parameters", started.getModel().getParameters());
        ArrayNode limits = description.putArray("limits");
        started.getLimitsList().forEach(limits::add);
        ArrayNode layers = description.putArray("layers");
        started.getModel().getLayersList().forEach(layer -> layers.add(layer(layer)));
        return description;
    }

    private static ObjectNode layer(Layer layer) {
        return JSON.createObjectNode()
                .put("name", layer.getName())
                .put("type", layer.getType())
                .put("activation", layer.getActivation())
                .put("weightInit", layer.getWeightInit())
                .put("inputs", layer.getInputs())
                .put("outputs", layer.getOutputs())
                .put("parameters", layer.getParameters())
                .put("updater", layer.getUpdater())
                .put("learningRate", layer.getLearningRate())
                .put("loss", layer.getLoss())
                .put("l1", layer.getL1())
                .put("l2", layer.getL2())
                .put("weightDecay", layer.getWeightDecay())
                .put("dropoutRetain", layer.getDropoutRetain())
                .put("gradientNormalization", layer.getGradientNormalization())
                .put("frozen", layer.getFrozen());
    }

    private static ObjectNode strip(Strip strip, long since) {
        boolean replace = strip.isRebuiltSince(since);
        List<Bucket> buckets = strip.since(replace ? 0 : since);
        ObjectNode json = JSON.createObjectNode().put("width", strip.width()).put("replace", replace);
        ArrayNode index = json.putArray("index");
        ArrayNode rows = json.putArray("rows");
        buckets.forEach(bucket -> {
            index.add(bucket.index());
            rows.add(bucket.rows());
        });
        ArrayNode least = json.putArray("least");
        ArrayNode greatest = json.putArray("greatest");
        ArrayNode last = json.putArray("last");
        for (int channel = 0; channel < strip.channels(); channel++) {
            ArrayNode low = least.addArray();
            ArrayNode high = greatest.addArray();
            ArrayNode newest = last.addArray();
            for (Bucket bucket : buckets) {
                add(low, bucket.least(channel));
                add(high, bucket.greatest(channel));
                add(newest, bucket.last(channel));
            }
        }
        return json;
    }

    private static ObjectNode window(Window window) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode iteration = json.putArray("iteration");
        ArrayNode figures = json.putArray("figures");
        ArrayNode layersAt = json.putArray("layersAt");
        ArrayNode layers = json.putArray("layers");
        for (Row row : window.rows()) {
            iteration.add(row.iteration());
            add(figures.addArray(), row.figures());
            if (row.layers().length > 0) {
                layersAt.add(row.iteration());
                add(layers.addArray(), row.layers());
            }
        }
        return json;
    }

    private static void add(ArrayNode array, float[] values) {
        for (float value : values) {
            add(array, value);
        }
    }

    private static void add(ArrayNode array, float value) {
        if (Float.isNaN(value)) {
            array.addNull();
        } else {
            array.add(value);
        }
    }
}
