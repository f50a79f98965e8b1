package ai.openclaw.lightning.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;

import ai.openclaw.lightning.terminal.Lines;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lays out the help, and breaks its lines at blanks only. picocli would also break after a dot, and so tear apart paths
 * and the keys of settings.
 */
final class HelpLayout {

    private static final String INDENT = "  ";

    /** Where an example breaks, the shell must go on. */
    private static final String CONTINUED = " \\";

    private static final int NAME_COLUMNS = 21;
    private static final int OPTION_COLUMNS = 24;

    private HelpLayout() {}

    static void applyTo(CommandLine command) {
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
        sections.put(
                SECTION_KEY_DESCRIPTION,
                help -> text(paragraphs(help, usage(help).description())));
        sections.put(SECTION_KEY_PARAMETER_LIST, help -> text(parameters(help)));
        sections.put(SECTION_KEY_OPTION_LIST, help -> text(options(help)));
        sections.put(SECTION_KEY_COMMAND_LIST, help -> text(subcommands(help)));
        sections.put(
                SECTION_KEY_FOOTER, help -> text(paragraphs(help, usage(help).footer())));
    }

    static void applyTo(CommandLine tree, Map<String, List<Class<?>>> groups) {
        applyTo(tree);
        tree.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, help -> text(groups(help, groups)));
    }

    private static UsageMessageSpec usage(Help help) {
        return help.commandSpec().usageMessage();
    }

    private static String text(Stream<String> lines) {
        return lines.map(line -> line + System.lineSeparator()).reduce("", String::concat);
    }

    /** Each string is a paragraph; an indented one is an item of a list or an example. */
    private static Stream<String> paragraphs(Help help, String... texts) {
        int columns = usage(help).width();
        return Stream.of(texts)
                .flatMap(text -> text.matches("  (lightning|curl) .*")
                        ? example(text, columns).stream()
                        : Lines.wrapped(text, text.startsWith(INDENT) ? 4 : 0, columns).stream());
    }

    /** A command to type, and behind four blanks what it does. */
    static List<String> example(String text, int columns) {
        if (text.length() <= columns) {
            return List.of(text);
        }
        int meaning = text.indexOf("    ", INDENT.length());
        if (meaning > 0) {
            return Stream.of(
                            text.substring(0, meaning),
                            "    " + text.substring(meaning).strip())
                    .flatMap(part -> example(part, columns).stream())
                    .toList();
        }
        List<String> lines = Lines.wrapped(text, 4, columns - CONTINUED.length());
        return Stream.concat(
                        lines.stream().limit(lines.size() - 1L).map(line -> line + CONTINUED),
                        lines.stream().skip(lines.size() - 1L))
                .toList();
    }

    private static Stream<String> parameters(Help help) {
        return help.commandSpec().positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .flatMap(parameter ->
                        row(help, INDENT + "    " + parameter.paramLabel(), OPTION_COLUMNS, parameter.description()));
    }

    private static Stream<String> options(Help help) {
        return help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(option -> option.longestName().replaceFirst("^-+", "")))
                .flatMap(option -> row(help, names(option), OPTION_COLUMNS, option.description()));
    }

    private static String names(OptionSpec option) {
        boolean isShort = option.shortestName().length() == 2;
        return INDENT
                + (isShort ? option.shortestName() + ", " : "    ")
                + option.longestName()
                + (option.arity().max() > 0 ? "=" + option.paramLabel() : "");
    }

    private static Stream<String> subcommands(Help help) {
        if (help.subcommands().isEmpty()) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of("", "Commands:"),
                help.subcommands().entrySet().stream()
                        .flatMap(one -> row(
                                help,
                                INDENT + one.getKey(),
                                NAME_COLUMNS,
                                usage(one.getValue()).description())));
    }

    private static Stream<String> groups(Help help, Map<String, List<Class<?>>> groups) {
        return groups.entrySet().stream()
                .flatMap(group -> Stream.concat(
                        Stream.of("", group.getKey() + ":"),
                        group.getValue().stream().flatMap(command -> command(help, command))));
    }

    private static Stream<String> command(Help help, Class<?> command) {
        String name = CommandNames.nameOf(command);
        Help one = help.subcommands().get(name);
        if (one == null || usage(one).hidden()) {
            return Stream.empty();
        }
        String[] description = command == HelpCommand.class
                ? new String[] {"Show the help of a command."}
                : usage(one).description();
        return row(help, INDENT + name, NAME_COLUMNS, description);
    }

    /** A name and what it means; a name without room has its line. */
    private static Stream<String> row(Help help, String name, int nameColumns, String... description) {
        String meaning = String.join(" ", description);
        int columns = usage(help).width();
        String begin = name + " ".repeat(Math.max(0, nameColumns - name.length()));
        if (name.length() + 1 < nameColumns) {
            return Lines.wrapped(begin + meaning, nameColumns, columns).stream();
        }
        return Stream.concat(
                Stream.of(name), Lines.wrapped(" ".repeat(nameColumns) + meaning, nameColumns, columns).stream());
    }
}
