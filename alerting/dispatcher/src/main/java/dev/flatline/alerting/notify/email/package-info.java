/**
 * Alerts by e-mail.
 *
 * <p>In: messages. Out: a mail each, as text and as HTML; mails of one episode make a thread.
 */
@NullMarked
package dev.flatline.alerting.notify.email;

import org.jspecify.annotations.NullMarked;
