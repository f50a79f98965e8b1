package ai.openclaw.lightning.cli;

import ai.openclaw.lightning.config.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line. picocli's own words are about arguments, indexes and types. */
final class UsageWords {

    /** A number; what refused it can hold only smaller ones. */
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private UsageWords() {}

    static String of(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unknown(command, unmatched.getUnmatched().get(0));
        }
        if (mistake instanceof MissingParameterException missing) {
            return missing(command, missing.getMissing().get(0));
        }
        if (mistake instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice";
        }
        String unknownToHelp = between(mistake.getMessage(), "Unknown subcommand '", "'");
        if (unknownToHelp != null) {
            return unknown(command, unknownToHelp);
        }
        return mistake.getArgSpec() == null || mistake.getValue() == null
                ? mistake.getMessage()
                : name(mistake.getArgSpec()) + wrong(mistake.getArgSpec(), mistake.getValue());
    }

    private static String unknown(CommandLine command, String word) {
        if (word.startsWith("-")) {
            List<String> names = command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .flatMap(option -> Arrays.stream(option.names()))
                    .toList();
            return "unknown option \"" + word + "\"" + meant(DidYouMean.to(word, names));
        }
        Map<String, CommandLine> known = command.getSubcommands();
        if (known.isEmpty()) {
            return "unexpected argument \"" + word + "\"";
        }
        Optional<String> inner = known.entrySet().stream()
                .filter(one -> one.getValue().getSubcommands().containsKey(word))
                .map(one -> one.getKey() + " " + word)
                .findFirst();
        return "unknown command \"" + word + "\"" + meant(inner.or(() -> DidYouMean.to(word, shown(known))));
    }

    private static List<String> shown(Map<String, CommandLine> commands) {
        return commands.entrySet().stream()
                .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String meant(Optional<String> near) {
        return near.map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }

    private static String missing(CommandLine command, ArgSpec missing) {
        return missing instanceof OptionSpec option
                ? name(option) + " needs a value: " + option.longestName() + "=" + option.paramLabel()
                : "the " + missing.paramLabel() + " is missing: "
                        + command.getCommandSpec().qualifiedName() + " "
                        + command.getCommandSpec().positionalParameters().stream()
                                .filter(ArgSpec::required)
                                .map(ArgSpec::paramLabel)
                                .collect(Collectors.joining(" "));
    }

    private static String wrong(ArgSpec argument, String value) {
        Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        if (type == boolean.class) {
            return " takes no value";
        }
        String quoted = ": \"" + value + "\" is ";
        if (type.isEnum()) {
            return quoted + "none of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type.isPrimitive() && WHOLE.matcher(value).matches()) {
            return quoted + "too large";
        }
        return quoted + (type.isPrimitive() ? "not a whole number" : "not " + argument.paramLabel());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before);
        return start < 0 ? null : text.substring(start + before.length(), text.lastIndexOf(after));
    }
}
