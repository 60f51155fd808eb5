/**
 * A content-addressed folder that admits only verified bytes, shared by all builds of a user.
 *
 * <pre>
 * blobs/sha256/ab/ab12…      the content, read-only, under its sha256; a time of modification that
 *                            its hash determines says that nobody wrote to it since it was verified
 * aliases/sha512/cd/cd34…    one line: the sha256 of what has that md5, sha1 or sha512
 * refs/ef/ef56…              two lines: a checksum, and the name that stood for it when last asked
 * partial/0f12…              content on its way, under the sha256 of the key it is brought under
 * locks/0f12…                empty; locked by the one process that brings that key
 * </pre>
 *
 * <p>Files appear under these names by an atomic rename after their bytes were hashed and flushed
 * to the disk, so a reader never sees half of one, whatever died.
 */
package io.github.kubesprayoffline.store;
