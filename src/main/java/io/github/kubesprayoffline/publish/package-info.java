/** Puts the locked files on a file system or an HTTP repository, for a file server to serve. */
package io.github.kubesprayoffline.publish;
