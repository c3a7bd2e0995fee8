package dev.flatline.alerting.notify;

import dev.flatline.alert.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where people can read on.
 *
 * @param grafana address of a Grafana that has the dashboards, without a slash at its end; empty for none
 * @param runbooks address of the folder with the runbooks, without a slash at its end; empty for none
 */
public record Links(String grafana, String runbooks) {

    /** No links. */
    public static final Links NONE = new Links("", "");

    /** The run's dashboard; empty if there is none. */
    public String dashboard(Alert alert) {
        return grafana.isEmpty()
                ? ""
                : grafana + "/d/flatline-run?var-run="
                        + URLEncoder.encode(alert.run().id(), StandardCharsets.UTF_8);
    }

    /** The page of the alert's kind; where it is in Flatline's own tree if no address is known. */
    public String runbook(Alert alert) {
        String page = alert.symptom().kind() + ".md";
        return runbooks.isEmpty() ? "alerting/runbooks/" + page : runbooks + "/" + page;
    }

    /** Whether runbooks can be opened with a browser. */
    public boolean hasRunbooks() {
        return !runbooks.isEmpty();
    }
}
