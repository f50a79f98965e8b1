package ai.openclaw.lightning.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;

/**
 * Lays out footers and the list of commands, and breaks their lines at blanks only. picocli would also break after a dot,
 * and so tear apart paths and the keys of settings.
 */
final class HelpLayout {

    private static final String EXAMPLE = "  ";
    private static final int NAME_COLUMNS = 20;

    private HelpLayout() {}

    static void applyTo(CommandLine command) {
        command.getHelpSectionMap().put(SECTION_KEY_FOOTER, HelpLayout::footer);
    }

    static void applyTo(CommandLine tree, Map<String, List<Class<?>>> groups) {
        applyTo(tree);
        tree.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, help -> commandList(help, groups));
    }

    /** Each string of a footer is a paragraph. An indented one is an example, which must stay on its line. */
    private static String footer(Help help) {
        StringBuilder text = new StringBuilder();
        int columns = help.commandSpec().usageMessage().width();
        for (String paragraph : help.commandSpec().usageMessage().footer()) {
            text.append(paragraph.startsWith(EXAMPLE) ? paragraph : wrapped(paragraph, 0, columns))
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String commandList(Help help, Map<String, List<Class<?>>> groups) {
        StringBuilder list = new StringBuilder();
        int columns = help.commandSpec().usageMessage().width();
        groups.forEach((heading, commands) -> {
            list.append(System.lineSeparator()).append(heading).append(":").append(System.lineSeparator());
            for (Class<?> command : commands) {
                String name = CommandTree.nameOf(command);
                Help one = help.subcommands().get(name);
                if (one != null && !one.commandSpec().usageMessage().hidden()) {
                    String description = command == HelpCommand.class
                            ? "Show the help of a command."
                            : one.commandSpec().usageMessage().description()[0];
                    String line = EXAMPLE + name + " ".repeat(NAME_COLUMNS - name.length()) + " " + description;
                    list.append(wrapped(line, EXAMPLE.length() + NAME_COLUMNS + 1, columns))
                            .append(System.lineSeparator());
                }
            }
        });
        return list.toString();
    }

    /** {@code indent} is that of the second and later lines. */
    static String wrapped(String text, int indent, int columns) {
        StringBuilder lines = new StringBuilder();
        String rest = text;
        while (rest.length() > columns) {
            int end = rest.lastIndexOf(' ', columns);
            if (end <= indent) {
                end = rest.indexOf(' ', columns); // one word is wider than the line
            }
            if (end < 0) {
                break;
            }
            lines.append(rest, 0, end).append(System.lineSeparator());
            rest = " ".repeat(indent) + rest.substring(end + 1);
        }
        return lines.append(rest).toString();
    }
}
