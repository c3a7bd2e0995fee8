import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of what {@code flatline demo NAME} printed a picture, and a row of the table in docs/demos.md.
 *
 * <p>Run as {@code java DrawDemos.java NAME LOG PICTURE.svg}; the row goes to standard output. The picture shows skill and
 * output diversity by iteration as the status lines had them, the faulty run beside the cured one, the first alert
 * marked. Values below -20 % and above 120 % are drawn at these limits.
 */
class DrawDemos {

    private static final Pattern STATUS = Pattern.compile(
            "(?m)^flatline: (.+): iteration (\\d+), .*?(?:skill (-?[\\d.e+]+|under 1) %)(?:, output diversity (-?[\\d.e+]+|under 1) %)?");
    private static final Pattern ALERT = Pattern.compile("(?m)^!! [A-Z]+ +(\\S+)(?: \\((\\S+)\\))?  in run");
    private static final Pattern CERTAIN = Pattern.compile("(?m)^   First alert +certain at iteration (\\d+)");
    private static final int WIDTH = 380;
    private static final int HEIGHT = 220;
    private static final int LEFT = 50;
    private static final int TOP = 40;

    private record Point(long iteration, double skill, double diversity) {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("Usage: java DrawDemos.java NAME LOG PICTURE.svg");
            System.exit(2);
        }
        String name = arguments[0];
        String log = Files.readString(Path.of(arguments[1]));
        if (!log.contains("as it was, and cured ==")) {
            System.err.println(arguments[1] + " has no comparison at its end: the demo did not come to it.");
            System.exit(1);
        }
        Files.writeString(Path.of(arguments[2]), picture(name, log));
        System.out.println(row(name, log));
    }

    private static String row(String name, String log) {
        String block = log.substring(log.indexOf("as it was, and cured =="));
        String[] measured = cells(block, 4);
        return String.format(
                "| [%s](demos/%s.md) | `%s` | %s | `%s` | %s | %s %s | %s |",
                name,
                name,
                first(ALERT, log),
                first(CERTAIN, log),
                cells(block, 8)[1],
                cure(block),
                measured[0],
                measured[1].replaceFirst(" on .*", ""),
                measured[2].replaceFirst(" on .*", ""));
    }

    private static String[] cells(String block, int line) {
        return block.lines().toList().get(line).strip().split("  +");
    }

    private static String cure(String block) {
        List<String> code = new ArrayList<>();
        block.lines()
                .skip(9)
                .filter(line -> line.startsWith("          "))
                .map(String::strip)
                .filter(line -> !line.startsWith("//"))
                .forEach(line -> code.add("`" + line + "`"));
        return String.join(" ", code);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "none";
    }

    private static String picture(String name, String log) {
        Map<String, List<Point>> runs = new LinkedHashMap<>();
        Matcher status = STATUS.matcher(log);
        while (status.find()) {
            runs.computeIfAbsent(status.group(1), any -> new ArrayList<>())
                    .add(new Point(Long.parseLong(status.group(2)), share(status.group(3)), share(status.group(4))));
        }
        List<Point> faulty = List.of();
        List<Point> cured = List.of();
        for (Map.Entry<String, List<Point>> run : runs.entrySet()) {
            if (run.getKey().startsWith(name + "-cured")) {
                cured = run.getValue();
            } else {
                faulty = run.getValue();
            }
        }
        String certain = first(CERTAIN, log);
        long alert = certain.equals("none") ? -1 : Long.parseLong(certain);
        int whole = 2 * WIDTH + 3 * LEFT;
        return String.format(
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>%n"
                                + "<rect width='100%%' height='100%%' fill='white'/>%n",
                        whole, HEIGHT + TOP + 70)
                + panel("with the fault", faulty, LEFT, alert, first(ALERT, log))
                + panel("cured", cured, WIDTH + 2 * LEFT, -1, "")
                + legend(LEFT, HEIGHT + TOP + 52)
                + "</svg>\n";
    }

    private static double share(String percent) {
        return percent == null ? Double.NaN : percent.equals("under 1") ? 0.005 : Double.parseDouble(percent) / 100;
    }

    private static String panel(String title, List<Point> points, int x, long alert, String kind) {
        long last = Math.max(points.stream().mapToLong(Point::iteration).max().orElse(1), Math.max(alert, 1));
        StringBuilder svg = new StringBuilder();
        svg.append(text(x + WIDTH / 2, TOP - 16, "middle", "#222", title));
        for (int percent = 0; percent <= 100; percent += 25) {
            double y = y(percent / 100.0);
            svg.append(line(x, y, x + WIDTH, y, percent == 0 ? "#666" : "#ddd", ""));
            svg.append(text(x - 6, y + 4, "end", "#444", percent + " %"));
        }
        for (int part = 0; part <= 4; part++) {
            svg.append(text(x + WIDTH * part / 4.0, TOP + HEIGHT + 18, "middle", "#444", Long.toString(last * part / 4)));
        }
        svg.append(text(x + WIDTH / 2, TOP + HEIGHT + 36, "middle", "#444", "iteration"));
        if (alert >= 0) {
            double at = x + (double) WIDTH * alert / last;
            svg.append(line(at, TOP, at, TOP + HEIGHT, "#c00", " stroke-dasharray='4 3'"));
            boolean right = at > x + WIDTH * 0.55;
            svg.append(text(at + (right ? -5 : 5), TOP + 14, right ? "end" : "start", "#c00", kind + " at " + alert));
        }
        svg.append(curve(points, x, last, "#0b6", true)).append(curve(points, x, last, "#06c", false));
        return svg.toString();
    }

    private static String curve(List<Point> points, int x, long last, String colour, boolean diversity) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            double value = diversity ? point.diversity : point.skill;
            if (!Double.isNaN(value)) {
                path.append(String.format(
                        Locale.ROOT, "%.1f,%.1f ", x + (double) WIDTH * point.iteration / last, y(value)));
            }
        }
        return String.format(
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'%s/>%n",
                path.toString().strip(), colour, diversity ? " stroke-dasharray='7 3'" : "");
    }

    private static double y(double share) {
        double shown = Math.max(-0.2, Math.min(1.2, share));
        return TOP + HEIGHT * (1.2 - shown) / 1.4;
    }

    private static String legend(int x, int y) {
        return line(x, y, x + 30, y, "#06c", " stroke-width='2'")
                + text(x + 36, y + 4, "start", "#222", "skill: 1 - loss / loss of the best constant answer")
                + line(x + 400, y, x + 430, y, "#0b6", " stroke-width='2' stroke-dasharray='7 3'")
                + text(x + 436, y + 4, "start", "#222", "output diversity: variance of outputs / of labels");
    }

    private static String line(double x1, double y1, double x2, double y2, String colour, String more) {
        return String.format(
                Locale.ROOT, "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'%s/>%n", x1, y1, x2, y2, colour, more);
    }

    private static String text(double x, double y, String anchor, String colour, String words) {
        return String.format(
                Locale.ROOT, "<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s'>%s</text>%n", x, y, anchor, colour, words);
    }
}
