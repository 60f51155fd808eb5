/** Reads playbooks and roles from the files of a tree. */
package io.github.kubesprayoffline.play.read;
