lock = getClass().getResource('/lock/lock.json').text
new File(basedir, 'old.lock.json').text = lock
new File(basedir, 'kubespray-offline.lock.json').text = lock.replaceFirst(/"inventory": "sha256:[0-9a-f]{4}/, '"inventory": "sha256:0000')
true
