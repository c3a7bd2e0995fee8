/**
 * The data flow as a Kafka Streams topology: {@link dev.flatline.stream.topology.TrainingTopology} is the picture, the
 * other classes are its boxes. Only this package and the wiring above it know Kafka.
 */
@NullMarked
package dev.flatline.stream.topology;

import org.jspecify.annotations.NullMarked;
