/**
 * What is known of the runs of one command.
 *
 * <p>In: messages on the topics of runs, signals and alerts. Out: {@link dev.flatline.cli.follow.FollowedRun}s. Only
 * {@link dev.flatline.cli.follow.RunFollower} knows Kafka.
 */
@NullMarked
package dev.flatline.cli.follow;

import org.jspecify.annotations.NullMarked;
