package dev.flatline.live.collect;

import java.util.ArrayList;
import java.util.List;

/**
 * Values over iterations, down-sampled without hiding anything: buckets of equal width with the extremes in them, and no bucket where
 * nothing was seen. When there are too many, neighbours join and the width doubles, so a million iterations need no more room than a
 * thousand, and each costs the same.
 */
final class Strip {

    private final int channels;
    private final int mostBuckets;
    private List<Bucket> buckets = new ArrayList<>();
    private long width = 1;
    private long rebuilt;

    /** An empty one, whose buckets are one iteration wide, in place of whatever was there before that version. */
    Strip(int channels, int mostBuckets, long version) {
        this.channels = channels;
        this.mostBuckets = mostBuckets;
        this.rebuilt = version;
    }

    /** Adds the values of an iteration; iterations that are not in order go to the last bucket. */
    void add(long iteration, float[] values, long version) {
        at(Math.floorDiv(iteration, width)).add(values, version);
        while (buckets.size() > mostBuckets) {
            widen(version);
        }
    }

    private Bucket at(long index) {
        if (buckets.isEmpty() || newest().index() < index) {
            buckets.add(new Bucket(index, channels));
        }
        return newest();
    }

    private Bucket newest() {
        return buckets.get(buckets.size() - 1);
    }

    private void widen(long version) {
        List<Bucket> wide = new ArrayList<>();
        for (Bucket bucket : buckets) {
            Bucket last = wide.isEmpty() ? null : wide.get(wide.size() - 1);
            if (last != null && last.index() == Math.floorDiv(bucket.index(), 2)) {
                last.absorb(bucket, version);
            } else {
                wide.add(bucket.widened(version));
            }
        }
        buckets = wide;
        width *= 2;
        rebuilt = version;
    }

    int channels() {
        return channels;
    }

    /** Iterations to a bucket. */
    long width() {
        return width;
    }

    /** Whether buckets known from before that version are no longer there. */
    boolean isRebuiltSince(long version) {
        return rebuilt > version;
    }

    /** The buckets that have changed since, in order. */
    List<Bucket> since(long version) {
        return buckets.stream().filter(bucket -> bucket.changed() > version).toList();
    }
}
