package dev.jetvm.vm.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Formats the reason why a file cannot be used, without the file's name. */
final class FileProblem {
    private FileProblem() {}

    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            // The message of these exceptions repeats the file's name.
            case FileSystemException told when told.getReason() != null -> lower(told.getReason());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : lower(e.getMessage());
        };
    }

    static String reason(InvalidPathException e) {
        return "this is no name of a file: " + lower(e.getReason());
    }

    private static String lower(String reason) {
        return reason.isEmpty() ? reason : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
}
