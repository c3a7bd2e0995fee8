/**
 * What the agent is told, and by whom.
 *
 * <p>In: agent arguments, system properties, environment variables and a file. Out: values with everything that is wrong
 * with them. A secret comes from the environment or a file, and is never shown.
 */
@NullMarked
package dev.flatline.agent.settings;

import org.jspecify.annotations.NullMarked;
