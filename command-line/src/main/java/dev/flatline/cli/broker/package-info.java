/**
 * Kafka brokers: one of our own in this process, or somebody's; and the topics on them.
 */
@NullMarked
package dev.flatline.cli.broker;

import org.jspecify.annotations.NullMarked;
