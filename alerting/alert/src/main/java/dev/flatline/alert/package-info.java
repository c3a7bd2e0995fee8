/**
 * What an alert is: the vocabulary between those who find faults and those who tell people.
 *
 * <p>In: findings of the stream processor. Out: alerts for the dispatcher, the report and anyone who reads the topic.
 */
@NullMarked
package dev.flatline.alert;

import org.jspecify.annotations.NullMarked;
