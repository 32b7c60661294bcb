package io.github.camelhubspot.docs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The parts of the project's pom that the pages repeat. */
final class Pom {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private Pom() {
    }

    /** Returns the runtime dependencies, in the order of the pom. */
    static List<String> runtimeDependencies() {
        return dependencies(project()).filter(dependency -> child(dependency, "scope") == null)
                .map(dependency -> child(dependency, "artifactId").getTextContent()).toList();
    }

    /** Returns the coordinates of the project and its dependencies. */
    static List<String> knownCoordinates() {
        Element project = project();
        Map<String, String> properties = new HashMap<>();
        children(child(project, "properties"))
                .forEach(property -> properties.put(property.getTagName(), property.getTextContent()));
        return Stream.concat(Stream.of(project), dependencies(project))
                .map(element -> resolved(coordinates(element), properties)).toList();
    }

    /** Returns the coordinates of a dependency in XML. */
    static String coordinates(String dependency) {
        return coordinates(parsed(dependency));
    }

    private static String coordinates(Element element) {
        return Stream.of("groupId", "artifactId", "version").map(name -> child(element, name))
                .map(part -> part == null ? "" : part.getTextContent()).collect(Collectors.joining(":"));
    }

    private static String resolved(String text, Map<String, String> properties) {
        return PLACEHOLDER.matcher(text).replaceAll(
                match -> Matcher.quoteReplacement(properties.getOrDefault(match.group(1), match.group())));
    }

    private static Stream<Element> dependencies(Element project) {
        return children(child(project, "dependencies"));
    }

    private static Element child(Node parent, String name) {
        return children(parent).filter(element -> element.getTagName().equals(name)).findFirst().orElse(null);
    }

    private static Stream<Element> children(Node parent) {
        List<Element> result = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                result.add(element);
            }
        }
        return result.stream();
    }

    private static Element project() {
        try {
            return parsed(Files.readString(Path.of("pom.xml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element parsed(String xml) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalArgumentException("not XML: " + xml, e);
        }
    }
}
