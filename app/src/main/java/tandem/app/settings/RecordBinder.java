package tandem.app.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fills a record of settings from the section of its name: the component `maxConnections` of the
/// section `sip` is the setting `sip.max-connections`. Nested records are nested sections.
///
/// Confined to the main thread, at start.
final class RecordBinder {

    private final SettingsReader reader;

    RecordBinder(SettingsReader reader) {
        this.reader = reader;
    }

    /// Null when the section is wrong; the reader knows why.
    ///
    /// @param given components that are not read, by name
    <R extends Record> @Nullable R bind(String section, Class<R> type, Map<String, ?> given) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        boolean whole = true;
        for (int n = 0; n < components.length; n++) {
            types[n] = components[n].getType();
            Object known = given.get(components[n].getName());
            values[n] =
                    known != null
                            ? known
                            : value(section + "." + dashed(components[n].getName()), components[n]);
            whole &= values[n] != null;
        }
        return whole ? reader.build(section, () -> construct(type, types, values)) : null;
    }

    /// `maxConnections` as `max-connections`.
    static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private @Nullable Object value(String path, RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Optional.class || type == List.class || type == java.util.Set.class) {
            return collection(path, type, argument(component.getGenericType()));
        }
        return single(path, type);
    }

    private @Nullable Object collection(String path, Class<?> type, Class<?> element) {
        if (type == Optional.class) {
            return reader.text(path).isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(single(path, element));
        }
        List<?> elements = element.isEnum() ? constants(path, element) : reader.texts(path);
        return type == List.class ? elements : new LinkedHashSet<>(elements);
    }

    private @Nullable Object single(String path, Class<?> type) {
        if (type == int.class) {
            return reader.integer(path, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (type == double.class) {
            return reader.number(path, -1e12, 1e12);
        } else if (type == boolean.class) {
            return reader.flag(path);
        } else if (type == String.class) {
            return reader.text(path);
        } else if (type == Duration.class) {
            return reader.duration(path);
        } else if (type == InetAddress.class) {
            return reader.address(path);
        } else if (type == Path.class) {
            return reader.path(path);
        } else if (type.isEnum()) {
            return constant(path, type);
        } else if (type.isRecord()) {
            return bind(path, type.asSubclass(Record.class), Map.of());
        }
        throw new IllegalStateException("no setting can be a " + type.getName() + ": " + path);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the callers have asked isEnum()
    private Object constant(String path, Class<?> type) {
        return reader.choice(path, (Class) type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the callers have asked isEnum()
    private List<?> constants(String path, Class<?> type) {
        return reader.choices(path, (Class) type);
    }

    private static Class<?> argument(Type type) {
        return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static <R> R construct(Class<R> type, Class<?>[] types, @Nullable Object[] values) {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(type + " threw " + thrown.getCause(), thrown);
        } catch (ReflectiveOperationException notARecord) {
            throw new IllegalStateException(type + " is no public record", notARecord);
        }
    }
}
