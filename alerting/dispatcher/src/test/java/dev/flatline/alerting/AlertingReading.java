package dev.flatline.alerting;

import dev.flatline.alert.configure.WrongFileException;
import java.util.Map;

/** Reads settings from a text, for tests in other packages. */
public final class AlertingReading {

    private AlertingReading() {}

    public static AlertingSettings of(String text, Map<String, String> environment) throws WrongFileException {
        return AlertingReader.read("alerting.yaml", text, environment::get);
    }
}
