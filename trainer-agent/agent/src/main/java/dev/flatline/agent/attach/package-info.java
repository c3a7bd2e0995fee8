/**
 * Where the agent takes hold of DL4J: a few kinds of method get one call at their beginning, or before they return.
 *
 * <p>In: class files of DL4J and ND4J as they are loaded. Out: calls to {@link
 * dev.flatline.agent.attach.HookDispatcher}, on the training thread, with the model that is about to be updated, with
 * what its loss is computed from, and with what it was evaluated to. Nothing happens in a JVM that loads no DL4J.
 */
@NullMarked
package dev.flatline.agent.attach;

import org.jspecify.annotations.NullMarked;
