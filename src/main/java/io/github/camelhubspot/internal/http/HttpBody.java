package io.github.camelhubspot.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The body of a request. */
public sealed interface HttpBody {

    /** Whether the body can be sent more than once. */
    boolean repeatable();

    /**
     * A body in memory.
     *
     * @param contentType media type
     * @param content     the bytes; not copied
     */
    record Bytes(String contentType, byte[] content) implements HttpBody {
        @Override
        public boolean repeatable() {
            return true;
        }
    }

    /** A form of several parts, streamed part by part. */
    record Multipart(List<Part> parts) implements HttpBody {
        @Override
        public boolean repeatable() {
            return parts.stream().allMatch(part -> part.content().repeatable());
        }
    }

    /**
     * One part of a form.
     *
     * @param name        name of the field
     * @param fileName    name of the file; {@code null} for a plain field
     * @param contentType media type
     * @param content     the bytes
     */
    record Part(String name, String fileName, String contentType, Content content) {
    }

    /** Bytes that can be read as a stream. */
    interface Content {

        InputStream open() throws IOException;

        /** Returns the number of bytes, or -1 if it is unknown until they have been read. */
        long length() throws IOException;

        /** Returns at most the first {@code most} bytes. {@link #open()} still returns the whole content afterwards. */
        default byte[] head(int most) throws IOException {
            try (InputStream in = open()) {
                return in.readNBytes(most);
            }
        }

        /** Whether {@link #open()} can be called more than once. */
        default boolean repeatable() {
            return true;
        }

        /** Releases the resources of content that will not be read any more. */
        default void close() throws IOException {
            // most content holds no resources unless it is open
        }

        static Content of(byte[] bytes) {
            return new Content() {
                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(bytes);
                }

                @Override
                public long length() {
                    return bytes.length;
                }
            };
        }

        static Content of(Path file) {
            return new Content() {
                @Override
                public InputStream open() throws IOException {
                    return Files.newInputStream(file);
                }

                @Override
                public long length() throws IOException {
                    return Files.size(file);
                }
            };
        }

        /** Returns the content of a stream, which can be read once. */
        static Content of(InputStream stream) {
            return new StreamContent(stream);
        }
    }
}
