package io.github.camelhubspot.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

import io.github.camelhubspot.HubSpotAuthenticationException;
import io.github.camelhubspot.internal.http.SecretHeader;
import io.github.camelhubspot.internal.resilience.FakeTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Use of a token in a file that changes. */
class FileTokenTest {

    @TempDir
    Path directory;

    private final FakeTime time = new FakeTime();
    private Path file;
    private FileToken token;
    private int changes;

    @BeforeEach
    void createToken() {
        file = directory.resolve("token");
        token = new FileToken(file, time);
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + 1000 * changes++));
    }

    private String used() {
        List<SecretHeader> headers = token.headers().join();
        return headers.get(0).getValue();
    }

    private void later() {
        time.advance(Duration.ofSeconds(5));
    }

    @Test
    void usesANewTokenWithinSeconds_andDoesNotReadTheFileForEachCall() throws IOException {
        write("one\n");
        assertThat(used()).isEqualTo("Bearer one");
        write("  two\r\n");
        assertThat(used()).as("the file is not checked again yet").isEqualTo("Bearer one");
        later();
        assertThat(used()).isEqualTo("Bearer two");
    }

    @Test
    void readsARefusedTokenAgain_evenIfTheTimeOfTheFileIsTheSame() throws IOException {
        write("one");
        FileTime changed = Files.getLastModifiedTime(file);
        List<SecretHeader> refused = token.headers().join();
        assertThat(token.renewed(refused)).as("the same token").isCompletedWithValue(false);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, changed);
        assertThat(token.renewed(refused)).isCompletedWithValue(true);
        assertThat(token.renewed(refused)).as("for other calls that were refused with it").isCompletedWithValue(true);
        assertThat(used()).isEqualTo("Bearer two");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " \n", "two words", "two\nlines", "nul\0", "t\u00f6ken" })
    void refusesAnUnusableToken_andKeepsAUsableOne(String content) throws IOException {
        write(content);
        assertThatThrownBy(this::used).cause().isInstanceOf(HubSpotAuthenticationException.class)
                .hasMessageContaining("has to hold the access token").hasMessageNotContaining("words");
        write("one");
        assertThat(used()).as("at the next call").isEqualTo("Bearer one");
        write(content);
        later();
        assertThat(used()).isEqualTo("Bearer one");
        assertThat(token.renewed(token.headers().join())).isCompletedWithValue(false);
        write("two");
        later();
        assertThat(used()).isEqualTo("Bearer two");
    }

    @Test
    void keepsTheToken_whileTheFileIsMissing() throws IOException {
        assertThatThrownBy(this::used).cause().hasMessageContaining("cannot be read");
        write("one");
        assertThat(used()).isEqualTo("Bearer one");
        Files.delete(file);
        later();
        assertThat(used()).isEqualTo("Bearer one");
        assertThat(token.renewed(token.headers().join())).isCompletedWithValue(false);
        write("two");
        later();
        assertThat(used()).isEqualTo("Bearer two");
    }

    @Test
    void doesNotReadAFileThatIsTooLarge() throws IOException {
        write("x".repeat(20_000));
        assertThatThrownBy(this::used).cause().hasMessageContaining("more than 16384 bytes");
    }

    @Test
    void followsALinkThatIsReplaced() throws IOException {
        Path data = directory.resolve("..data");
        Files.createSymbolicLink(data, version("v1", "one", 1));
        Files.createSymbolicLink(file, data.resolve("token"));
        assertThat(used()).isEqualTo("Bearer one");
        Path newData = Files.createSymbolicLink(directory.resolve("..new"), version("v2", "two", 2));
        Files.move(newData, data, StandardCopyOption.ATOMIC_MOVE);
        later();
        assertThat(used()).isEqualTo("Bearer two");
    }

    private Path version(String name, String content, int minute) throws IOException {
        Path version = Files.createDirectory(directory.resolve(name));
        Path secret = Files.writeString(version.resolve("token"), content);
        Files.setLastModifiedTime(secret, FileTime.fromMillis(60_000L * minute));
        return version;
    }
}
