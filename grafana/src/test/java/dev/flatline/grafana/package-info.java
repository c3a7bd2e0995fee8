/**
 * Checks of the files in this module.
 *
 * <p>In: dashboards, provisioning, Prometheus rules and their tests. Out: a failing test for what would be wrong on a
 * screen or silent at night.
 */
@NullMarked
package dev.flatline.grafana;

import org.jspecify.annotations.NullMarked;
