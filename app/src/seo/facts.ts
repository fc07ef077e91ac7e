/** What pages tell machines of themselves, in schema.org's words: only what is true, and only what is on the page. */
import { priceUnit, unitPrice, type Priced } from 'smmwatch';
import type { LinkedData } from '../ui/json-ld.ts';

interface PanelFacts {
  name: string;
  slug: string;
  services: number | null;
  changedAt: Date | undefined;
}

/** A panel's page is about what it sells: a data set that we keep, not the shop's own words. */
export function panelData(
  origin: string,
  address: string,
  { name, services, changedAt }: PanelFacts,
): LinkedData {
  return {
    '@type': 'Dataset',
    name: `Services and rates of ${name}`,
    description: `What the SMM panel ${name} sells through its API${services === null ? '' : `, ${services} services`}, with rates, changes and availability as observed.`,
    url: origin + address,
    creator: { '@type': 'Organization', name: 'smmwatch', url: `${origin}/` },
    isAccessibleForFree: true,
    ...(changedAt === undefined ? {} : { dateModified: changedAt.toISOString() }),
  };
}

export interface ServiceFacts extends Priced {
  serviceId: string;
  name: string;
  category: string | null;
  removedAt: Date | null;
  panelName: string;
  /** ISO 4217; null while it is in doubt: then no price is told. */
  currency: string | null;
}

/** An offer is told only with a price in a currency that is certain enough. */
export function serviceData(origin: string, address: string, service: ServiceFacts): LinkedData {
  const { serviceId, name, category, removedAt, panelName, currency } = service;
  const price = unitPrice(service);
  const priced =
    price === null || currency === null || !/^[A-Z]{3}$/u.test(currency)
      ? {}
      : {
          offers: {
            '@type': 'Offer',
            price,
            priceCurrency: currency,
            availability: `https://schema.org/${removedAt === null ? 'InStock' : 'Discontinued'}`,
            seller: { '@type': 'Organization', name: panelName },
            ...(priceUnit(service) === 'thousand'
              ? {
                  priceSpecification: {
                    '@type': 'UnitPriceSpecification',
                    price,
                    priceCurrency: currency,
                    referenceQuantity: { '@type': 'QuantitativeValue', value: 1000 },
                  },
                }
              : {}),
          },
        };
  return {
    '@type': 'Product',
    name,
    sku: serviceId,
    url: origin + address,
    ...(category === null ? {} : { category }),
    ...priced,
  };
}

/** The way from the front page to a page, names with their addresses. */
export function crumbs(
  origin: string,
  way: readonly (readonly [name: string, address: string])[],
): LinkedData {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: way.map(([name, address], index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: origin + address,
    })),
  };
}

export function siteData(origin: string): LinkedData {
  return {
    '@type': 'WebSite',
    name: 'smmwatch',
    url: `${origin}/`,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}/services?q={q}` },
      'query-input': 'required name=q',
    },
  };
}
