package dev.flatline.live.report;

import dev.flatline.live.collect.CollectedRuns;
import dev.flatline.live.collect.CollectedRuns.News;
import dev.flatline.live.page.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report: the page, its data and uPlot in one file, which opens anywhere without a network. Its Content-Security-Policy lets exactly
 * its own script and style run, by their hashes; the data are text in which no tag can begin.
 */
public final class HtmlReport {

    private static final String IMPORT = "(?m)^import [^;]*;\\n";
    private static final String EXPORT = "(?m)^export ";

    private HtmlReport() {}

    /** The runs as they stand now. */
    public static String of(CollectedRuns runs) {
        String script = script();
        String style = Page.text("uPlot.min.css") + Page.text("page.css");
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; \
                base-uri 'none'; form-action 'none'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Flatline</title>
                <link rel="icon" href="data:,">
                <style>%s</style>
                </head>
                <body>
                <noscript>This report draws with JavaScript, which is switched off here.</noscript>
                <script type="application/json" id="data">%s</script>
                <script type="module">%s</script>
                </body>
                </html>
                """.formatted(hash(script), hash(style), style, data(runs.since(0)), script);
    }

    /** The modules one after another are one module, once they no longer import each other. */
    private static String script() {
        String modules = Stream.concat(Page.MODULES.stream(), Stream.of("report.js"))
                .map(name -> Page.text(name).replaceAll(IMPORT, "").replaceAll(EXPORT, ""))
                .collect(Collectors.joining("\n"));
        return "\n/* uPlot:\n" + Page.text("uPlot.LICENSE") + "*/\n" + Page.text("uPlot.iife.min.js") + "\n" + modules;
    }

    private static String data(News news) {
        return ("{\"all\":" + news.all() + ",\"runs\":" + news.runs() + "}").replace("<", "\\u003c");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
