package ai.openclaw.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.openclaw.lightning.model.BridgeException;
import ai.openclaw.lightning.optimizer.Optimizer;
import ai.openclaw.lightning.optimizer.RuleText;
import ai.openclaw.lightning.reward.RewardFunction;
import ai.openclaw.lightning.storage.ArmsJson;
import ai.openclaw.lightning.storage.StoreFactory;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of types that plug-ins may use, in docs/extending.md, is what the seams lead to: no more, no less. */
class PluginTypesTest {

    private static final Path DOCS = Path.of("docs/extending.md");
    private static final Pattern LIST = Pattern.compile("<!-- types -->(.*?)<!-- /types -->", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("`((?:\\w+\\.)+[A-Z]\\w*)`");

    /** The seams, and what plug-ins call or throw by themselves. */
    private static final Set<Class<?>> ROOTS = Set.of(
            RewardFunction.class,
            Optimizer.class,
            RuleText.class,
            StoreFactory.class,
            BridgeException.class,
            ArmsJson.class);

    private final Set<Type> seen = new HashSet<>();
    private final Set<Class<?>> reached = new HashSet<>();
    private final Deque<Class<?>> waiting = new ArrayDeque<>();

    @Test
    void list_inTheDocs_isWhatTheSeamsLeadTo() throws IOException {
        ROOTS.forEach(this::reach);
        while (!waiting.isEmpty()) {
            followSignaturesOf(waiting.poll());
        }
        Set<String> names = new TreeSet<>();
        for (Class<?> type : reached) {
            assertThat(Modifier.isPublic(type.getModifiers()))
                    .as("%s is in a public signature", type)
                    .isTrue();
            names.add(outermost(type).getName().substring(OwnClasses.ROOT.length() + 1));
        }

        assertThat(listed()).containsExactlyInAnyOrderElementsOf(names);
    }

    private static Set<String> listed() throws IOException {
        Matcher list = LIST.matcher(Files.readString(DOCS));
        assertThat(list.find()).as("the list is between its markers").isTrue();
        Set<String> types = new TreeSet<>();
        TYPE.matcher(list.group(1)).results().forEach(type -> types.add(type.group(1)));
        return types;
    }

    private static Class<?> outermost(Class<?> type) {
        return type.getDeclaringClass() == null ? type : outermost(type.getDeclaringClass());
    }

    private void followSignaturesOf(Class<?> type) {
        reach(type.getGenericSuperclass());
        reach(type.getGenericInterfaces());
        for (Class<?> nested : type.getClasses()) {
            reach(nested);
        }
        if (type.isSealed()) {
            reach(type.getPermittedSubclasses());
        }
        for (Method method : type.getMethods()) {
            reach(method.getGenericReturnType());
            followParametersOf(method);
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            followParametersOf(constructor);
        }
        for (Field field : type.getFields()) {
            reach(field.getGenericType());
        }
    }

    private void followParametersOf(Executable executable) {
        reach(executable.getGenericParameterTypes());
        reach(executable.getGenericExceptionTypes());
    }

    private void reach(Type... types) {
        Arrays.stream(types).forEach(this::reach);
    }

    private void reach(Type type) {
        if (!seen.add(type)) {
            return; // also of E extends Enum<E>, which would go on for ever
        }
        if (type instanceof Class<?> one && one.isArray()) {
            reach(one.getComponentType());
        } else if (type instanceof Class<?> one) {
            if (one.getName().startsWith(OwnClasses.ROOT + ".")) {
                reached.add(one);
                waiting.add(one);
            }
        } else if (type instanceof ParameterizedType generic) {
            reach(generic.getRawType());
            reach(generic.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            reach(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            reach(wildcard.getUpperBounds());
            reach(wildcard.getLowerBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            reach(variable.getBounds());
        }
    }
}
