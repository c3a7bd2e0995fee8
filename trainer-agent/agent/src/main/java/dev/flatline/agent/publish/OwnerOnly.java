package dev.flatline.agent.publish;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions for files and directories that are made. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** What the owner may, such as {@code rw-------}; nothing where the file system knows no such permissions. */
    public static FileAttribute<?>[] may(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
