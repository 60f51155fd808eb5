/** Opens a Kubespray tree (folder, archive, URL, release) and names the variable files in it. */
package io.github.kubesprayoffline.source;
