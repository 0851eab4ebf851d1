package edge

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/acm"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/route53"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Seconds that resolvers may keep records that say who may certify the domain
// and who has proved to own it.
const (
	authorityTTL  = 300
	validationTTL = 60
)

// newCertificate requests a certificate for all names, proves that the zone is
// ours, and returns its ARN once it is issued.
//
// A name more or less makes a new certificate, which ELB serves before the old
// one goes; it is not protected, as that would forbid it. The records that prove
// a name are the same for every certificate of the account.
func (b *build) newCertificate() (pulumi.StringOutput, error) {
	var none pulumi.StringOutput
	authorities, err := b.newAuthorities()
	if err != nil {
		return none, err
	}
	names := hostNames(b.args)
	certificate, err := acm.NewCertificate(b.ctx, b.logical(partCertificate), &acm.CertificateArgs{
		DomainName:              pulumi.String(names[0]),
		SubjectAlternativeNames: pulumi.ToStringArray(names[1:]),
		ValidationMethod:        pulumi.String("DNS"),
		KeyAlgorithm:            pulumi.String("RSA_2048"),
		Tags:                    b.named(partCertificate),
	}, b.own)
	if err != nil {
		return none, fmt.Errorf("register certificate: %w", err)
	}
	fqdns := make(pulumi.StringArray, len(names))
	for i, name := range names {
		record, err := b.newValidation(name, certificate, authorities)
		if err != nil {
			return none, err
		}
		fqdns[i] = record.Fqdn
	}
	issued, err := acm.NewCertificateValidation(b.ctx, b.logical(partCertificate), &acm.CertificateValidationArgs{
		CertificateArn:        certificate.Arn,
		ValidationRecordFqdns: fqdns,
	}, b.own)
	if err != nil {
		return none, fmt.Errorf("register validation of the certificate: %w", err)
	}
	return issued.CertificateArn, nil
}

// newAuthorities says who may certify the domain and what is below it.
func (b *build) newAuthorities() (pulumi.Resource, error) {
	record, err := route53.NewRecord(b.ctx, b.logical(partAuthorities), &route53.RecordArgs{
		ZoneId:  pulumi.String(b.args.HostedZone.ID),
		Name:    pulumi.String(b.args.Domain),
		Type:    pulumi.String("CAA"),
		Ttl:     pulumi.Int(authorityTTL),
		Records: pulumi.ToStringArray(caaRecords(b.args.CertificateAuthorities)),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register CAA record of %s: %w", b.args.Domain, err)
	}
	return record, nil
}

// newValidation proves that one name is ours. There is a record for each name
// that was asked for, so that a preview knows them all, although what is in
// them is only known once ACM has answered.
func (b *build) newValidation(name string, certificate *acm.Certificate, authorities pulumi.Resource) (*route53.Record, error) {
	field := func(of func(acm.CertificateDomainValidationOption) *string) pulumi.StringOutput {
		return text(certificate.DomainValidationOptions.ApplyT(func(options []acm.CertificateDomainValidationOption) (string, error) {
			return challenge(options, name, of)
		}))
	}
	// ACM looks for CAA when it finds this record, and a parent's could forbid
	// Amazon; ours comes first, and no output of it goes in here.
	//
	// What proves a name is the same for every certificate of the account (ACM user
	// guide, "DNS validation"), so what is in the record never changes; but with a
	// new certificate it is unknown until ACM has answered, and a preview would
	// announce that every name's record is replaced.
	record, err := route53.NewRecord(b.ctx, b.logical(partValidation, name), &route53.RecordArgs{
		ZoneId:  pulumi.String(b.args.HostedZone.ID),
		Name:    field(func(o acm.CertificateDomainValidationOption) *string { return o.ResourceRecordName }),
		Type:    pulumi.String("CNAME"), // the only type that ACM asks for
		Ttl:     pulumi.Int(validationTTL),
		Records: pulumi.StringArray{field(func(o acm.CertificateDomainValidationOption) *string { return o.ResourceRecordValue })},
	}, b.own, pulumi.DependsOn([]pulumi.Resource{authorities}), pulumi.IgnoreChanges([]string{"name", "records"}))
	if err != nil {
		return nil, fmt.Errorf("register validation record of %s: %w", name, err)
	}
	return record, nil
}

// challenge finds what ACM asks for a name. It lists names in no order.
func challenge(options []acm.CertificateDomainValidationOption, name string, of func(acm.CertificateDomainValidationOption) *string) (string, error) {
	for _, o := range options {
		if o.DomainName == nil || *o.DomainName != name {
			continue
		}
		if value := of(o); value != nil {
			return *value, nil
		}
	}
	return "", fmt.Errorf("find the validation record of %s: ACM asks for none, look at the certificate's status", name)
}
