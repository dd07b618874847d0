package dev.jetvm.vm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class FileProblemTest {

    @Test
    void the_reason_is_told_and_the_name_is_not_repeated() {
        assertThat(FileProblem.reason(new NoSuchFileException("x.jasm"))).isEqualTo("there is no such file");
        assertThat(FileProblem.reason(new AccessDeniedException("x.jasm"))).isEqualTo("permission denied");
        assertThat(FileProblem.reason(new FileSystemException("x.jasm", null, "Not a directory")))
                .isEqualTo("not a directory");
        assertThat(FileProblem.reason(new IOException("No space left on device")))
                .isEqualTo("no space left on device");
        assertThat(FileProblem.reason(new IOException())).isEqualTo("IOException");
        assertThat(FileProblem.reason(new InvalidPathException("x", "Nul character not allowed")))
                .isEqualTo("this is no name of a file: nul character not allowed");
    }
}
