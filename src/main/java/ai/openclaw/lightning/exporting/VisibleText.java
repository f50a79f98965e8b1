package ai.openclaw.lightning.exporting;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Escapes characters that control a terminal or reverse the direction of text, the way JSON escapes them: traces hold
 * text from strangers, and people look at exports. In JSON such characters occur only in strings.
 */
final class VisibleText extends FilterWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    VisibleText(Writer out) {
        super(out);
    }

    /**
     * Control characters except line end and tab, direction marks, and the two characters that only some programs treat
     * as line ends.
     */
    static boolean isHidden(char c) {
        return (c < 0x20 && c != '\n' && c != '\t')
                || (c >= 0x7f && c < 0xa0)
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x061c
                || c == 0xfeff;
    }

    @Override
    public void write(int c) throws IOException {
        if (isHidden((char) c)) {
            out.write(new char[] {'\\', 'u', HEX[c >> 12 & 15], HEX[c >> 8 & 15], HEX[c >> 4 & 15], HEX[c & 15]});
        } else {
            out.write(c);
        }
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (isHidden(chars[i])) {
                out.write(chars, from, i - from);
                write(chars[i]);
                from = i + 1;
            }
        }
        out.write(chars, from, offset + length - from);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }
}
