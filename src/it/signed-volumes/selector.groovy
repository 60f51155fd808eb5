import io.github.kubesprayoffline.testing.RequiredPrograms

RequiredPrograms.areHere('src/it/signed-volumes', 'gpg', 'gpgconf', 'sha256sum')
