/**
 * Keeps the agent cheap.
 *
 * <p>In: what each update cost the training and the agent. Out: how much to look at in the next update.
 */
@NullMarked
package dev.flatline.agent.budget;

import org.jspecify.annotations.NullMarked;
