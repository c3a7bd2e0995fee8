/**
 * How settings of alerting are written: sections, times, rates, secrets.
 *
 * <p>In: YAML. Out: values, or all that is wrong with them, by line.
 */
@NullMarked
package dev.flatline.alerting.configure;

import org.jspecify.annotations.NullMarked;
