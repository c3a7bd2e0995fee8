package dev.flatline.stream.lifecycle;

import dev.flatline.alert.Alert;
import dev.flatline.alert.AlertCodec;
import dev.flatline.alert.Symptom;
import dev.flatline.events.v1.AgentReport;
import dev.flatline.stream.trend.RunHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run's state as one versioned blob, and back. About 0.2 KB for each layer, whatever the number of iterations.
 *
 * <p>A field is added at the end of its part, with a new version, and read only of blobs that have it: the state of an
 * older version must go on as it was. Nothing may be removed.
 *
 * <p>The symptom of an episode is carried inside an alert, in the JSON that alerts have anyway; only ill runs have any.
 */
public final class RunStateCodec {

    private static final byte VERSION = 5;

    /** The oldest format that can still be read, so that an upgrade loses nothing. */
    private static final byte OLDEST = 3;

    /** What follows in the blob; quiet and resolved episodes need no memory. */
    private static final byte END = 0;

    private static final byte PENDING = 1;
    private static final byte FIRING = 2;
    private static final int INITIAL_BYTES = 4096;

    private RunStateCodec() {}

    public static byte[] encode(RunState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(state.runId());
            out.writeLong(state.attempt());
            out.writeUTF(state.status().word());
            out.writeUTF(state.status().reason());
            out.writeLong(state.timeMillis());
            out.writeLong(state.signalledMillis());
            writeBytes(out, state.agent().toByteArray());
            state.history().write(out);
            writeEpisodes(out, state);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the state of run " + state.runId(), e);
        }
        return bytes.toByteArray();
    }

    public static RunState decode(byte[] blob) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(blob))) {
            byte version = in.readByte();
            if (version < OLDEST || version > VERSION) {
                throw new IllegalStateException("the state of a run was written in format " + version
                        + ", this version of Flatline reads " + OLDEST + " to " + VERSION);
            }
            String runId = in.readUTF();
            long attempt = in.readLong();
            RunStatus status = new RunStatus(in.readUTF(), in.readUTF());
            long timeMillis = in.readLong();
            long signalledMillis = in.readLong();
            AgentReport agent = AgentReport.parseFrom(readBytes(in));
            RunState state = new RunState(runId, attempt, RunHistory.read(in, version));
            state.restore(new RunState.Standing(status, agent, timeMillis, signalledMillis));
            readEpisodes(in, state);
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException("reading the state of a run", e);
        }
    }

    private static void writeEpisodes(DataOutputStream out, RunState state) throws IOException {
        Map<String, Alert> firing = new HashMap<>();
        state.firing().forEach(alert -> firing.put(alert.symptom().kind(), alert));
        for (Map.Entry<String, Episode> entry : state.episodes().entrySet()) {
            Episode episode = entry.getValue();
            if (episode instanceof Episode.Pending pending) {
                writeHead(out, PENDING, entry.getKey());
                out.writeLong(pending.firstIteration());
                out.writeInt(pending.steps());
                writeBytes(out, AlertCodec.encodeSymptom(pending.symptom()));
            } else if (episode instanceof Episode.Firing now) {
                writeHead(out, FIRING, entry.getKey());
                out.writeLong(now.firstIteration());
                out.writeLong(now.firedIteration());
                out.writeInt(now.stepsWithout());
                @Nullable Alert alert = firing.get(entry.getKey());
                writeBytes(out, alert == null ? new byte[0] : AlertCodec.encode(alert));
            }
        }
        out.writeByte(END);
    }

    private static void writeHead(DataOutputStream out, byte stage, String kind) throws IOException {
        out.writeByte(stage);
        out.writeUTF(kind);
    }

    private static void readEpisodes(DataInputStream in, RunState state) throws IOException {
        for (byte stage = in.readByte(); stage != END; stage = in.readByte()) {
            String kind = in.readUTF();
            if (stage == PENDING) {
                Episode pending =
                        new Episode.Pending(in.readLong(), in.readInt(), AlertCodec.decodeSymptom(readBytes(in)));
                state.restore(kind, pending, null);
            } else {
                long firstIteration = in.readLong();
                long firedIteration = in.readLong();
                int stepsWithout = in.readInt();
                Alert alert = AlertCodec.decode(readBytes(in));
                Symptom symptom = alert.symptom();
                state.restore(kind, new Episode.Firing(firstIteration, firedIteration, stepsWithout, symptom), alert);
            }
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
