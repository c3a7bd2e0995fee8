/**
 * What Grafana shows, as source: one class for each dashboard, which the files in {@code dashboards} are made of.
 *
 * <p>Thresholds are taken from the detectors' own, so that a line in a panel is where the alert fires.
 */
@NullMarked
package dev.flatline.grafana;

import org.jspecify.annotations.NullMarked;
