package dev.flatline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.events.v1.RunEnded;
import dev.flatline.events.v1.RunStarted;
import dev.flatline.events.v1.Step;
import dev.flatline.events.v1.Telemetry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final long MUCH = 256L << 20;

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final List<Message> made = new ArrayList<>();
    private final RunChannel run = new RunChannel("r", 1, made::add);

    @TempDir
    private Path directory;

    private Spool open(long bytes) {
        Spool spool = new Spool(new SpoolLimit(directory.resolve("spool"), bytes), console::add);
        spool.open();
        return spool;
    }

    private void begin() {
        run.started(RunStarted.newBuilder().setName("x".repeat(1000)).build());
    }

    private void steps(int from, int to) {
        for (int i = from; i < to; i++) {
            run.step(Step.newBuilder().setIteration(i).setScore(i), false, 0);
        }
    }

    private void write(Spool spool) {
        made.forEach(message -> assertThat(spool.append(message)).isTrue());
        made.clear();
    }

    private Spool filled(long bytes, int steps) {
        Spool spool = open(bytes);
        begin();
        steps(0, steps);
        write(spool);
        return spool;
    }

    private static List<Telemetry> readAll(Spool spool) {
        List<Telemetry> all = new ArrayList<>();
        for (Spool.Entry entry = spool.next(); entry != null; entry = spool.next()) {
            all.add(entry.message().telemetry());
            spool.confirm(entry);
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().matches(".*[.](steps|run)"))
                    .sorted()
                    .toList();
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    @Test
    void messagesComeBackInOrderAndTheirFilesGo() throws IOException {
        // Given
        Spool spool = filled(MUCH, 20_000);
        assertThat(files()).hasSizeGreaterThan(3);
        assertThat(spool.waiting()).isEqualTo(20_001);

        // When
        List<Telemetry> all = readAll(spool);

        // Then
        assertThat(all)
                .extracting(Telemetry::getSequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, 20_000).boxed().toList());
        assertThat(files()).isEmpty();
        assertThat(spool.waiting()).isZero();
        assertThat(spool.bytes()).isZero();
        assertThat(run.report().getDropped()).isZero();
    }

    @Test
    void whatIsNotConfirmedIsReadAgainAfterARewindAndNothingElse() {
        // Given
        Spool spool = filled(MUCH, 10);
        Spool.Entry first = spool.next();
        Spool.Entry second = spool.next();
        spool.next();
        spool.confirm(first);
        spool.confirm(second);

        // When
        spool.rewind();

        // Then
        assertThat(spool.waiting()).isEqualTo(9);
        assertThat(readAll(spool))
                .extracting(Telemetry::getSequence)
                .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void whatIsWrittenWhileItIsReadComesBehind() {
        // Given
        Spool spool = filled(MUCH, 10);
        Spool.Entry first = spool.next();
        spool.confirm(first);

        // When
        steps(10, 20);
        write(spool);

        // Then
        assertThat(readAll(spool))
                .extracting(Telemetry::getSequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void whenFullTheOldestStepsGoTheCountIsExactAndTheBoundHolds() throws IOException {
        // Given
        Spool spool = open(SpoolLimit.LEAST);
        begin();

        // When
        for (int i = 0; i < 30_000; i += 100) {
            steps(i, i + 100);
            write(spool);
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(SpoolLimit.LEAST);
        }
        run.ended(RunEnded.Status.COMPLETED, "done");
        write(spool);
        List<Telemetry> all = readAll(spool);

        // Then
        long dropped = run.report().getDropped();
        assertThat(dropped).isBetween(1000L, 29_000L).isEqualTo(30_002 - all.size());
        assertThat(all.get(0).hasRunStarted()).isTrue();
        assertThat(all.subList(1, all.size() - 1))
                .extracting(telemetry -> telemetry.getStep().getIteration())
                .containsExactlyElementsOf(
                        LongStream.range(dropped, 30_000).boxed().toList());
        assertThat(all.get(all.size() - 1).hasRunEnded()).isTrue();
        assertThat(console).singleElement().asString().contains("full");
    }

    @Test
    void whatIsBeingSentIsNotDroppedAndWhatFindsNoRoomStaysWithTheSender() {
        // Given
        Spool spool = filled(SpoolLimit.LEAST, 1000);
        List<Spool.Entry> sent = new ArrayList<>();
        while (spool.hasUnread()) {
            sent.add(spool.next());
        }
        int refused = 0;

        // When
        steps(1000, 30_000);
        for (Message message : made) {
            refused += spool.append(message) ? 0 : 1;
            while (spool.waiting() % 500 == 0 && spool.hasUnread()) {
                sent.add(spool.next());
            }
        }
        while (spool.hasUnread()) {
            sent.add(spool.next());
        }

        // Then
        assertThat(refused).isPositive();
        assertThat(run.report().getDropped()).isZero();
        sent.forEach(spool::confirm);
        assertThat(spool.waiting()).isZero();
        assertThat(spool.append(made.get(0))).isTrue();
    }

    @Test
    void aMessageLargerThanTheSpoolIsLostAndCounted() {
        // Given
        Spool spool = open(SpoolLimit.LEAST);
        run.started(RunStarted.newBuilder().setName("x".repeat(2 << 20)).build());

        // When
        write(spool);

        // Then
        assertThat(spool.hasUnread()).isFalse();
        assertThat(run.report().getDropped()).isEqualTo(1);
    }

    @Test
    void theNextProcessReadsWhatOneThatIsGoneLeftWithARecordThatWasCutShort() throws IOException {
        // Given
        filled(MUCH, 10).close();
        Path file = files().get(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) - 3);
        }

        // When
        Spool next = open(MUCH);

        // Then
        assertThat(console)
                .singleElement()
                .asString()
                .contains("10 messages of earlier trainings")
                .contains("1 more were lost");
        assertThat(readAll(next))
                .extracting(Telemetry::getSequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 9).boxed().toList());
        assertThat(next.lostEarlier()).isEqualTo(1);
        next.close();
        assertThat(directory.resolve("spool")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 12, 40})
    void damageAnywhereInARecordCostsThatRecordAndIsCounted(int offset) throws IOException {
        // Given
        filled(MUCH, 10).close();
        damage(files().get(1), 3, offset);

        // When
        Spool next = open(MUCH);

        // Then
        assertThat(readAll(next))
                .extracting(Telemetry::getSequence)
                .containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(next.lostEarlier()).isEqualTo(1);
    }

    @Test
    void damageUnderALivingProcessIsCountedOnItsRun() throws IOException {
        // Given
        Spool spool = filled(MUCH, 10);
        damage(files().get(1), 3, 12);

        // When
        List<Telemetry> all = readAll(spool);

        // Then
        assertThat(all).hasSize(10);
        assertThat(run.report().getDropped()).isEqualTo(1);
        assertThat(spool.waiting()).isZero();
    }

    private static void damage(Path file, int which, int offset) throws IOException {
        byte[] content = Files.readAllBytes(file);
        SpoolRecords records = new SpoolRecords(content);
        long at = 0;
        for (int i = 0; i < which; i++) {
            at += SpoolRecords.bytes(records.next().message().remaining());
        }
        content[(int) at + offset] ^= 0x40;
        Files.write(file, content);
    }

    @Test
    void whatAnEarlierProcessDroppedIsKnownToTheNext() {
        // Given
        Spool gone = filled(SpoolLimit.LEAST, 30_000);
        long dropped = run.report().getDropped();
        gone.close();

        // When
        Spool next = open(MUCH);

        // Then
        assertThat(next.lostEarlier()).isPositive().isEqualTo(dropped);
        assertThat(next.waiting()).isEqualTo(30_001 - dropped);
    }

    @Test
    void whatIsDroppedOfAnEarlierProcessIsCountedAsItsLoss() {
        // Given
        filled(MUCH, 15_000).close();
        RunChannel other = new RunChannel("other", 2, made::add);
        Spool next = open(SpoolLimit.LEAST);
        long waiting = next.waiting();

        // When
        for (int i = 0; i < 15_000; i++) {
            other.step(Step.newBuilder().setIteration(i), false, 0);
        }
        write(next);

        // Then
        assertThat(next.lostEarlier()).isPositive();
        assertThat(next.waiting())
                .isEqualTo(
                        waiting + 15_000 - next.lostEarlier() - other.report().getDropped());
        assertThat(readAll(next)).hasSize((int)
                (waiting + 15_000 - next.lostEarlier() - other.report().getDropped()));
    }

    @Test
    void twoLivingProcessesLeaveOneAnotherAlone() {
        // Given
        Spool one = filled(MUCH, 10);

        // When
        Spool other = open(MUCH);

        // Then
        assertThat(other.hasUnread()).isFalse();
        other.close();
        assertThat(readAll(one)).hasSize(11);
    }

    @Test
    void onlyTheUserMayReadIt() throws IOException {
        // When
        filled(MUCH, 1);

        // Then
        try (Stream<Path> all = Files.walk(directory.resolve("spool"))) {
            assertThat(all.filter(Files::isDirectory).map(SpoolTest::permissions))
                    .containsOnly("rwx------");
        }
        assertThat(files()).map(SpoolTest::permissions).containsOnly("rw-------");
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void nothingIsMadeBeforeThereIsSomethingToKeep() throws IOException {
        // When
        Spool spool = open(MUCH);
        spool.close();

        // Then
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeWrittenCostsOneLine() throws IOException {
        // Given
        Files.writeString(directory.resolve("spool"), "a file");
        Spool spool = open(MUCH);
        begin();
        steps(0, 3);

        // When
        List<Boolean> kept = made.stream().map(spool::append).toList();

        // Then
        assertThat(kept).containsOnly(false);
        assertThat(spool.works()).isFalse();
        assertThat(console)
                .singleElement()
                .asString()
                .contains("cannot keep telemetry in " + directory)
                .contains("training goes on");
    }
}
