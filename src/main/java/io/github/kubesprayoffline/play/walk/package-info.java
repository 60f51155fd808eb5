/** Walks plays as Ansible would, with conditions that may be true, false or unknown. */
package io.github.kubesprayoffline.play.walk;
