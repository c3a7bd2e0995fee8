package dev.flatline.alerting.deliver;

import dev.flatline.alerting.configure.Rate;

/**
 * Keeps to a rate: as many messages at once as it allows in its time, then evenly (generic cell rate algorithm, ITU-T
 * I.371).
 */
final class Allowance {

    private final double spacing;
    private final double burst;
    private double theoretical = Double.NEGATIVE_INFINITY;

    Allowance(Rate rate) {
        this.spacing = rate.spacingMillis();
        this.burst = spacing * (rate.messages() - 1);
    }

    /** How long to wait for the next message; 0 if it may be sent now. */
    long waitMillis(long nowMillis) {
        return Math.max(0, (long) Math.ceil(theoretical - burst - nowMillis));
    }

    /** Whether it is the last message that may be sent at once. */
    boolean isLast(long nowMillis) {
        return Math.max((double) nowMillis, theoretical) + spacing - burst > nowMillis;
    }

    /** A message has been sent. */
    void spend(long nowMillis) {
        theoretical = Math.max((double) nowMillis, theoretical) + spacing;
    }
}
