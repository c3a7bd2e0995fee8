package dev.flatline.cli.report;

import static dev.flatline.cli.follow.Messages.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.cli.WrongUseException;
import dev.flatline.cli.follow.FollowedRuns;
import dev.flatline.cli.follow.Messages;
import dev.flatline.events.v1.RunEnded.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private final FollowedRuns runs = new FollowedRuns(run -> true);

    @Test
    void saysEverythingAboutAFaultyRun() {
        // Given
        runs.take(Messages.started(RUN));
        runs.take(Messages.firing());
        runs.take(Messages.signals("completed", 399, List.of(Messages.firing())));
        runs.take(Messages.ended(RUN, Status.COMPLETED, "", 400));

        // When
        String json = Report.of(runs.all()).toJson();

        // Then
        assertThat(json).isEqualTo("""
                        {
                          "version" : 1,
                          "runs" : [ {
                            "run" : "digits",
                            "name" : "digits",
                            "iterations" : 400,
                            "status" : "completed",
                            "statusReason" : "",
                            "alerts" : [ {
                              "kind" : "output-collapse",
                              "variant" : "constant",
                              "severity" : "critical",
                              "layers" : [ "4" ],
                              "firstIteration" : 12,
                              "firedIteration" : 60,
                              "resolvedIteration" : null,
                              "message" : "One answer for all.",
                              "evidence" : {
                                "outputDiversity" : 1.0E-9,
                                "skill" : "NaN"
                              }
                            } ],
                            "diagnosis" : {
                              "cause" : "saturating-activation",
                              "confidence" : 0.84,
                              "explanation" : "Sigmoids saturate in layers 0 and 2.",
                              "fix" : ".activation(Activation.RELU)"
                            },
                            "otherCauses" : [ {
                              "cause" : "learning-rate-too-high",
                              "confidence" : 0.3,
                              "explanation" : "Adam 0.01.",
                              "fix" : "new Adam(1e-3)"
                            } ],
                            "agent" : {
                              "overhead" : 0.0042,
                              "captured" : 400,
                              "thinned" : 3,
                              "dropped" : 0
                            }
                          } ]
                        }
                        """);
    }

    @Test
    void aRunOfWhichOnlyTheBeginningIsKnownHasNoDiagnosis() {
        // Given
        runs.take(Messages.started(RUN));

        // When
        Report.Run run = Report.of(runs.all()).runs().get(0);

        // Then
        assertThat(run.status()).isEqualTo("running");
        assertThat(run.diagnosis()).isNull();
        assertThat(run.alerts()).isEmpty();
        assertThat(run.agent().overhead()).isNaN();
    }

    @Test
    void aCommandWithoutTrainingHasNoRuns() {
        assertThat(Report.of(List.of()).toJson()).isEqualTo("{\n  \"version\" : 1,\n  \"runs\" : [ ]\n}\n");
    }

    @Test
    void replacesAnEarlierReportAndLeavesNothingElse(@TempDir Path folder) throws Exception {
        // Given
        Path path = folder.resolve("r.json");
        Files.writeString(path, "old");

        // When
        ReportFile.at(path).write(Report.of(List.of()).toJson());

        // Then
        assertThat(path).content().startsWith("{");
        assertThat(folder.toFile().list()).containsExactly("r.json");
    }

    @Test
    void refusesAPlaceWhereItCannotBeWritten(@TempDir Path folder) {
        assertThatThrownBy(() -> ReportFile.at(folder))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> ReportFile.at(folder.resolve("no/r.json")))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("there is no directory");
    }
}
