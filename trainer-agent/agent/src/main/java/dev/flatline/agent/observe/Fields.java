package dev.flatline.agent.observe;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** What DL4J keeps to itself and shows nowhere. */
final class Fields {

    private Fields() {}

    /** A field's value, wherever in the class or above it is declared; {@code null} where it cannot be read. */
    static @Nullable Object valueOf(String name, Object holder) {
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return read(field, holder);
                }
            }
        }
        return null;
    }

    private static @Nullable Object read(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
