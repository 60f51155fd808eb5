/** Puts an opened bundle's files on a file system or an HTTP repository. */
package io.github.kubesprayoffline.publish;
