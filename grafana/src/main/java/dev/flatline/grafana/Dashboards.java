package dev.flatline.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** All dashboards, and the text of their files. */
final class Dashboards {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Dashboards() {}

    static List<Dashboard> all() {
        return List.of(
                FleetDashboard.make(),
                RunDashboard.make(),
                LayersDashboard.make(),
                DataDashboard.make(),
                PipelineDashboard.make());
    }

    static String text(Dashboard dashboard) throws JsonProcessingException {
        DefaultIndenter unix = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(unix).withArrayIndenter(unix);
        return JSON.writer(printer).writeValueAsString(dashboard.json()) + "\n";
    }
}
