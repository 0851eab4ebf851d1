package recovery

// Time is how long something takes, at the worst that is to be expected.
type Time struct {
	// What takes the time.
	What string
	// Minutes that it takes.
	Minutes int
	// Source is where the figure comes from.
	Source string
	// Assumed says that it is this project's own, for want of one by AWS: what a
	// restore test or an exercise measures replaces it.
	Assumed bool
}

// The times that the objectives and the handbook count with.
var (
	PodRestart = Time{
		What: "Kubernetes starts another pod", Minutes: 2,
		Source: "the application's readiness probe", Assumed: true,
	}
	NodeReplacement = Time{
		What: "A node is missed, its pods are evicted, and another one is made", Minutes: 10,
		Source: "Kubernetes waits for five minutes (tolerationSeconds of node.kubernetes.io/unreachable); a node joins in two", Assumed: true,
	}
	ContinuousLag = Time{
		What: "How far Aurora's point-in-time recovery lags behind", Minutes: 5,
		Source: "Aurora user guide, \"Restoring a DB cluster to a specified time\": the latest restorable time is typically within the last five minutes",
	}
	Failover = Time{
		What: "A reader takes over from a writer that is lost", Minutes: 2,
		Source: "Aurora user guide, \"High availability for Amazon Aurora\": typically less than a minute; another one for the clients to notice", Assumed: true,
	}
	Recreation = Time{
		What: "An instance is made where there is no reader, in another zone", Minutes: 30,
		Source: "Aurora user guide, \"High availability for Amazon Aurora\": typically less than ten minutes in the same zone; a person makes one elsewhere when the zone is gone", Assumed: true,
	}
	Restore = Time{
		What: "A database is restored in the region, gets an instance and is put in the place of the old one", Minutes: 90,
		Source: "the restore test's job, and the steps of this page", Assumed: true,
	}
	GlobalLag = Time{
		What: "How far the copy of a global database lags behind", Minutes: 1,
		Source: "Aurora user guide, \"Using Amazon Aurora Global Database\": typically less than a second",
	}
	GlobalFailover = Time{
		What: "A person decides, and fails a global database over", Minutes: 30,
		Source: "Aurora user guide, \"Using switchover or failover in Amazon Aurora Global Database\": minutes; the rest is the decision", Assumed: true,
	}
	Copy = Time{
		What: "A backup of the database is copied to the second region", Minutes: 120,
		Source: "Aurora user guide, \"Copying a DB cluster snapshot\": always a full copy, so it grows with the database; see the copy jobs' report", Assumed: true,
	}
	Rebuild = Time{
		What: "A person decides, the environment is made in the second region, and the database restored in it", Minutes: 240,
		Source: "the critical path of an up, the restore, and the decision", Assumed: true,
	}
	OtherAccount = Time{
		What: "An account is opened again, or the environment made in another one from the copies there", Minutes: 1440,
		Source: "AWS Account Management guide, \"Close an AWS account\": it can be opened again for 90 days, by a case at AWS Support", Assumed: true,
	}
)

// Times lists them, in the order in which the handbook shows them.
func Times() []Time {
	return []Time{PodRestart, NodeReplacement, ContinuousLag, Failover, Recreation, Restore, GlobalLag, GlobalFailover, Copy, Rebuild, OtherAccount}
}
