package dev.flatline.live.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files of the page, by their names. */
public final class Page {

    /** What is made of others' parts first: each imports from those before it only. */
    public static final List<String> MODULES = List.of(
            "words.js",
            "parts.js",
            "strip.js",
            "figures.js",
            "curve.js",
            "heatmap.js",
            "timeline.js",
            "alert.js",
            "run.js",
            "board.js");

    /** Where uPlot is in its webjar; the version is the pom's. */
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    /** All that the live page is made of. */
    public static final List<String> FILES = files();

    private Page() {}

    private static List<String> files() {
        List<String> files = new ArrayList<>(MODULES);
        files.addAll(List.of(
                "index.html",
                "page.css",
                "live.js",
                "mark.svg",
                "uPlot.iife.min.js",
                "uPlot.min.css",
                "uPlot.LICENSE"));
        return List.copyOf(files);
    }

    /** One of {@link #FILES} or of those the report adds. */
    public static byte[] bytes(String name) {
        try (InputStream in = Page.class.getResourceAsStream(place(name))) {
            if (in == null) {
                throw new IllegalArgumentException("no file " + name + " belongs to the page");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the class path", e);
        }
    }

    private static String place(String name) {
        if (!name.startsWith("uPlot.")) {
            return name;
        }
        return UPLOT + (name.endsWith("LICENSE") ? "LICENSE" : "dist/" + name);
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
