package dev.flatline.alerting.notify.webhook;

import dev.flatline.alerting.configure.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of <a href="https://www.standardwebhooks.com">Standard Webhooks</a>, version 1: HMAC-SHA256 over id,
 * time and body, joined by dots.
 *
 * @param keys what to sign with, each in base64 after {@code whsec_}; several while a key is being changed for another,
 *     since a receiver is content with any
 */
record Signature(List<Secret> keys) {

    private static final String PREFIX = "whsec_";

    /** Whether a text is a key. */
    static boolean isKey(String key) {
        try {
            return key.startsWith(PREFIX) && Base64.getDecoder().decode(key.substring(PREFIX.length())).length >= 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The header's value: one signature for each key. */
    String of(String id, long seconds, byte[] body) {
        return keys.stream()
                .map(key -> "v1," + sign(key.value(), id + "." + seconds + ".", body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(String key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.substring(PREFIX.length())), "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must offer HmacSHA256", e);
        }
    }
}
