package org.harmspot.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML file while it is written: elements, and texts without the characters that XML has no place for. */
final class XmlFile {
    /** Writes elements. */
    @FunctionalInterface
    interface Body {
        void write(XmlFile xml) throws XMLStreamException;
    }

    private final XMLStreamWriter out;

    private XmlFile(XMLStreamWriter out) {
        this.out = out;
    }

    static void write(Path file, Body body) {
        try (OutputStream bytes = Files.newOutputStream(file)) {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            out.writeCharacters("\n");
            body.write(new XmlFile(out));
            out.writeCharacters("\n");
            out.writeEndDocument();
            out.flush();
        } catch (IOException | XMLStreamException e) {
            throw new DataException(file.toString(), 0, "could not be written: " + e.getMessage(), e);
        }
    }

    /**
     * Writes an element.
     *
     * @param name what to call it
     * @param namesAndValues its attributes
     */
    void element(String name, Body content, String... namesAndValues) throws XMLStreamException {
        out.writeStartElement(name);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.writeAttribute(namesAndValues[i], possible(namesAndValues[i + 1]));
        }
        content.write(this);
        out.writeEndElement();
    }

    /** Writes an element on a line of its own. */
    void line(String name, Body content, String... namesAndValues) throws XMLStreamException {
        out.writeCharacters("\n");
        element(name, content, namesAndValues);
    }

    /** Writes an element that holds a text. */
    void text(String name, String text, String... namesAndValues) throws XMLStreamException {
        element(name, xml -> xml.out.writeCharacters(possible(text)), namesAndValues);
    }

    /** XML 1.0 can't hold most control characters, nor halves of pairs, not even escaped. */
    private static String possible(String text) {
        int[] points = text.codePoints()
                .map(c -> c >= ' ' && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF || c == '\n' || c == '\t'
                        ? c
                        : 0xFFFD)
                .toArray();
        return new String(points, 0, points.length);
    }
}
