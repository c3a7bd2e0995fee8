package dev.flatline.alerting.notify.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flatline.alerting.notify.Message;
import dev.flatline.alerting.notify.Outcome;

/** A way into Slack. */
interface SlackDoor {

    /** Posts the body, which says what the message does. */
    Outcome post(ObjectNode body, Message message);
}
