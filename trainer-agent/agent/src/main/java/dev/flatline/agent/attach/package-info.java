/**
 * Where the agent takes hold of DL4J: two kinds of method get one call at their beginning.
 *
 * <p>In: class files of DL4J and ND4J as they are loaded. Out: calls to {@link
 * dev.flatline.agent.attach.HookDispatcher}, on the training thread, with the model that is about to be updated and
 * with what its loss is computed from. Nothing happens in a JVM that loads no DL4J.
 */
@NullMarked
package dev.flatline.agent.attach;

import org.jspecify.annotations.NullMarked;
