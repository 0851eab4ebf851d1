package s3

import "github.com/covetpy/platform/sim/kind"

const versioningType = "aws:s3/bucketVersioning:BucketVersioning"

func versioning() kind.Kind {
	const status = "versioningConfiguration.status"
	k := setting(versioningType, "a versioning configuration")
	k.Admit = func(w kind.World, d kind.Draft) error {
		if d.Old != nil && d.In.Text(status) == "Disabled" {
			if before := (kind.Values{Props: d.Old.Inputs}).Text(status); before != "Disabled" {
				return kind.Say("versioning_configuration.status cannot be updated from '%s' to 'Disabled'", before)
			}
		}
		if d.In.Text(status) == "Suspended" && locked(w, d.In.Text("bucket")) {
			return kind.Say("InvalidBucketState: An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.")
		}
		return nil
	}
	return k
}

// locked is true when a bucket was made with Object Lock or got it later.
func locked(w kind.World, name string) bool {
	home, ok := w.Find(bucketType, "id", name)
	_, later := settingOf(w, objectLockType, name)
	return later || ok && kind.Values{Props: home.Inputs}.Flag("objectLockEnabled")
}

// versioned is true when the objects of a bucket have versions.
func versioned(w kind.World, name string) bool {
	home, ok := w.Find(bucketType, "id", name)
	made := kind.Values{Props: home.Inputs}
	if ok && (made.Flag("objectLockEnabled") || made.Flag("versioning.enabled")) {
		return true
	}
	in, ok := settingOf(w, versioningType, name)
	return ok && in.Text("versioningConfiguration.status") == "Enabled"
}
