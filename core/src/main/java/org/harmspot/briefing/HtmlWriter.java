package org.harmspot.briefing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML whose tags are always closed and whose text is always escaped.
 *
 * <p>Only {@link #raw} takes markup, for pictures that {@link Drawing} made.
 */
final class HtmlWriter {
    private static final Set<String> ENDS_A_LINE = Set.of(
            "body", "dd", "dl", "figure", "h1", "h2", "h3", "head", "header", "li", "p", "section", "style", "table",
            "tr", "ul");

    private final StringBuilder html = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens a tag, e.g. {@code "td"}, or {@code "td.n"} for one of class n. */
    HtmlWriter open(String tag) {
        int dot = tag.indexOf('.');
        String name = dot < 0 ? tag : tag.substring(0, dot);
        html.append('<').append(name);
        if (dot >= 0) {
            html.append(" class=\"")
                    .append(Html.escape(tag.substring(dot + 1).replace('.', ' ')))
                    .append('"');
        }
        html.append('>');
        open.push(name);
        return this;
    }

    /** A tag with a style of its own, where only a number can say how large it is. */
    HtmlWriter open(String tag, String style) {
        open(tag);
        html.insert(html.length() - 1, " style=\"" + Html.escape(style) + "\"");
        return this;
    }

    /** Closes the tag that was opened last. */
    HtmlWriter close() {
        String name = open.pop();
        html.append("</").append(name).append('>');
        if (ENDS_A_LINE.contains(name)) {
            html.append('\n');
        }
        return this;
    }

    HtmlWriter text(String text) {
        html.append(Html.escape(text));
        return this;
    }

    HtmlWriter raw(String markup) {
        html.append(markup);
        return this;
    }

    /** A tag with text in it. */
    HtmlWriter element(String tag, String text) {
        return open(tag).text(text).close();
    }

    /** The head of a table; a heading that begins with # stands over numbers. */
    HtmlWriter headings(String... texts) {
        open("thead").open("tr");
        for (String text : texts) {
            boolean number = text.startsWith("#");
            element(number ? "th.n" : "th", number ? text.substring(1) : text);
        }
        return close().close();
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("these tags were not closed: " + open);
        }
        return html.toString();
    }
}
